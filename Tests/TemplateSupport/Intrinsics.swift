internal import CloudFormation
internal import Diagnostics
internal import Documents

/// What is said of values that hold expressions.
enum Intrinsics {
  /// Whether no call of a function is in a value.
  static func isFree(_ value: Value) -> Bool {
    switch value {
    case .null, .bool, .number, .string: true
    case .array(let elements): elements.allSatisfy(isFree)
    case .object(let object):
      Intrinsic.call(in: object) == nil && object.members.allSatisfy { isFree($0.value) }
    }
  }

  /// A value after it was written as JSON and read again; nil if it cannot be read.
  static func reread(_ value: Value) -> Value? {
    let source = Source(name: "emitted", text: value.prettyJSON)
    let reading = read(source, as: .cloudFormationJSON)
    guard !reading.failed, let root = reading.documents.first else { return nil }
    var diagnostics: [Diagnostic] = []
    let again = root.value(&diagnostics, for: .json)
    return diagnostics.isEmpty ? again : nil
  }
}
