package import Documents

/// The functions of CloudFormation's templates.
package enum Intrinsic: String, CaseIterable, Sendable {
  case ref = "Ref"
  case condition = "Condition"
  case getAtt = "Fn::GetAtt"
  case sub = "Fn::Sub"
  case join = "Fn::Join"
  case select = "Fn::Select"
  case split = "Fn::Split"
  case findInMap = "Fn::FindInMap"
  case base64 = "Fn::Base64"
  case cidr = "Fn::Cidr"
  case getAZs = "Fn::GetAZs"
  case importValue = "Fn::ImportValue"
  case getStackOutput = "Fn::GetStackOutput"
  case length = "Fn::Length"
  case toJSONString = "Fn::ToJsonString"
  case transform = "Fn::Transform"
  case `if` = "Fn::If"
  case equals = "Fn::Equals"
  case and = "Fn::And"
  case or = "Fn::Or"
  case not = "Fn::Not"
  case contains = "Fn::Contains"
  case eachMemberEquals = "Fn::EachMemberEquals"
  case eachMemberIn = "Fn::EachMemberIn"
  case refAll = "Fn::RefAll"
  case valueOf = "Fn::ValueOf"
  case valueOfAll = "Fn::ValueOfAll"

  /// The call that an object is: one member, whose key names a function.
  ///
  /// `Condition` is a function only where conditions are composed: elsewhere it is a key like any
  /// other, such as in a policy's statement.
  package static func call(
    in object: Value.Object, amongConditions: Bool = false
  ) -> (function: Intrinsic, argument: Value)? {
    guard object.count == 1, let member = object.members.first,
      let function = Intrinsic(rawValue: member.key)
    else { return nil }
    if function == .condition, !amongConditions { return nil }
    return (function, member.value)
  }

  /// What the key of a loop begins with, in front of the loop's name.
  static let loopPrefix = "Fn::ForEach::"

  /// Whether a key is no name but a loop, which makes many: `Fn::ForEach::Buckets`.
  package static func isLoop(_ key: String) -> Bool { key.hasPrefix(loopPrefix) }

  /// Whether its arguments are conditions.
  package var composesConditions: Bool {
    switch self {
    case .and, .or, .not: true
    default: false
    }
  }
}
