internal import Diagnostics

/// What can be wrong with a project and its stack files.
package enum StackCode: Int, DiagnosticCode {
  case wrongType = 2001
  case unknownKey = 2002
  case missingKey = 2003
  case invalidName = 2004
  case reservedName = 2005
  case textWrittenAsNumber = 2006
  case invalidValue = 2007
  case conflictingKeys = 2008
  case severalDocuments = 2009
  case invalidTag = 2010
  case numberWrittenOddly = 2011
  case overridesNothing = 2012
  case noTemplate = 2013
  case noAsset = 2014
  case mergeKey = 2015
  case limitedStore = 2016

  case duplicateStack = 2101
  case ambiguousStackName = 2102
  case stackNameTooLong = 2103
  case stackAndResource = 2104
  case unknownEnvironment = 2105

  case variableType = 2201
  case variableNotAllowed = 2202
  case variableMissing = 2203
  case unknownVariable = 2204
  case unusedVariable = 2205

  case unknownType = 2301
  case logicalIDCollision = 2302
  case unknownReference = 2303
  case malformedReference = 2304
  case cloudFormationReference = 2305
  case deployedValueNotAllowed = 2306
  case listInText = 2307
  case cycle = 2308
  case nullValue = 2309
  case unknownIntrinsic = 2310
  case malformedIntrinsic = 2311
  case needsTemplateStack = 2312
  case unknownLogicalID = 2313
  case duplicateKey = 2314
  case unknownAttribute = 2315
  case handleAsText = 2316
  case stackCycle = 2317
  case noCommit = 2318
  case commitInContent = 2319
  case policyTwice = 2320
  case secretInClear = 2321
}
