internal import Diagnostics

/// What can be wrong with a CloudFormation template.
package enum CheckCode: Int, DiagnosticCode {
  // Structure
  case unknownSection = 3101
  case wrongKind = 3102
  case formatVersion = 3103
  case badName = 3104
  case sharedName = 3105
  case missingPart = 3106
  case unknownPart = 3107
  case exceedsLimit = 3108
  case nullValue = 3109
  case numericKey = 3110
  case reusedYAML = 3111
  case serverless = 3112
  case furtherDocument = 3113

  // Names
  case unknownReference = 3121
  case unknownAttribute = 3122
  case unknownDependency = 3123
  case unknownCondition = 3124
  case unknownMapping = 3125
  case cycle = 3126
  case unusedParameter = 3127
  case unusedMapping = 3128
  case unusedCondition = 3129

  // Functions
  case dynamicReference = 3140
  case functionArguments = 3141
  case functionPlace = 3142
  case looseVariable = 3143
  case missingTransform = 3145

  // Parameters
  case parameterType = 3161
  case parameterDefault = 3162
  case impossibleParameter = 3163

  // Resources
  case foreignType = 3180
  case unknownType = 3181
  case unknownProperty = 3182
  case missingProperty = 3183
  case wrongType = 3184
  case notAllowed = 3185
  case wrongPattern = 3186
  case wrongLength = 3187
  case wrongSize = 3188
  case outOfRange = 3189
  case notAlternative = 3190
  case excludes = 3191
  case notUnique = 3192
  case notOffered = 3193
  case retiredType = 3194
  case retiredRuntime = 3195
  case fargateSize = 3196
  case policyDocument = 3197
  case fixedName = 3198
  case readOnlyProperty = 3199
}
