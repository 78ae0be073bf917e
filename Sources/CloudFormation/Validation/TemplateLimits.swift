internal import Documents

/// How much CloudFormation takes.
///
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
package enum TemplateLimits {
  /// The largest template in a call itself, in bytes.
  package static let inlineBytes = 51_200
  /// The largest template that a call refers to, in bytes.
  package static let storedBytes = 1_000_000
  package static let dynamicReferences = 60
  package static let resources = 500
  package static let parameters = 200
  package static let outputs = 200
  package static let mappings = 200
  /// The most keys of a mapping, and of an entry in it.
  package static let mappingEntries = 200
  /// The longest description of a template, in bytes.
  package static let descriptionBytes = 1024
  /// The longest description of a parameter, in characters.
  package static let parameterDescription = 4000
  /// The longest name of a stack, and of a change set.
  package static let nameCharacters = 128

  /// What CloudFormation answers to a template of so many bytes; nil if it takes it.
  package static func violation(ofBytes count: Int, isInline: Bool) -> Violation? {
    if isInline, count > inlineBytes {
      return Violation(
        "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to \(inlineBytes)",
        .limit)
    }
    if count > storedBytes {
      return Violation("Template may not exceed \(storedBytes) bytes in size.", .limit)
    }
    return nil
  }

  /// What CloudFormation answers to a stack's name; nil if it takes it.
  package static func violation(ofStackName name: String) -> Violation? {
    func answer(_ constraint: String) -> Violation {
      Violation(
        "1 validation error detected: Value '\(name)' at 'stackName' failed to satisfy constraint: Member must \(constraint)",
        .structure)
    }
    let isWord = name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "-") || LogicalID.isAlphanumeric(byte)
    }
    let startsWithLetter =
      name.utf8.first.map { !(0x30...0x39).contains($0) && $0 != 0x2D } ?? false
    guard isWord, startsWithLetter else {
      return answer(
        "satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*")
    }
    return name.utf8.count > nameCharacters
      ? answer("have length less than or equal to \(nameCharacters)") : nil
  }
}
