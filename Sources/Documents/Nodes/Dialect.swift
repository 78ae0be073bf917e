/// The rules a text is read by.
package struct Dialect: Hashable, Sendable {
  /// How plain scalars get their types.
  package enum Schema: Hashable, Sendable {
    /// YAML 1.2's core schema.
    case core
    /// YAML 1.1's, as CloudFormation reads it: `yes` is a boolean, `0755` octal, `12:30` a number
    /// to base 60; timestamps stay texts.
    case cloudFormation
    /// JSON's own literals; the reader has already refused everything else.
    case json
  }

  /// What two equal keys in one mapping are.
  package enum DuplicateKeys: Hashable, Sendable {
    case error
    /// The last one wins.
    case warning
  }

  package var schema: Schema
  /// JSON's grammar instead of YAML's.
  package var isJSON: Bool
  /// `<<` merges other mappings into the one it stands in.
  package var mergeKeys: Bool
  package var duplicateKeys: DuplicateKeys
  /// `!Ref`, `!GetAtt` and their like stand for CloudFormation's long forms.
  package var shortTags: Bool

  /// YAML 1.2, whole and nothing else.
  package static let yaml = Dialect(
    schema: .core, isJSON: false, mergeKeys: false, duplicateKeys: .error, shortTags: false)
  /// Esteira's own files: YAML 1.2, with merge keys and CloudFormation's tags.
  package static let stackFile = Dialect(
    schema: .core, isJSON: false, mergeKeys: true, duplicateKeys: .error, shortTags: true)
  /// A CloudFormation template in YAML.
  package static let cloudFormation = Dialect(
    schema: .cloudFormation, isJSON: false, mergeKeys: true, duplicateKeys: .error,
    shortTags: true)
  /// JSON, RFC 8259, strict.
  package static let json = Dialect(
    schema: .json, isJSON: true, mergeKeys: false, duplicateKeys: .warning, shortTags: false)
  /// A CloudFormation template in JSON.
  package static let cloudFormationJSON = Dialect(
    schema: .json, isJSON: true, mergeKeys: false, duplicateKeys: .error, shortTags: false)
}
