import CloudFormation
import Diagnostics
import Documents
import Testing

/// Defaults that parameters themselves refuse.
struct ParameterDefaultTests {
  private static func errors(_ parameter: String) -> [Finding] {
    findings(
      in: """
        Parameters: {X: {\(parameter)}}
        Resources: {One: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Join ['', [!Ref X]]}}}
        """.replacing("[!Ref X]", with: parameter.contains("List") ? "!Ref X" : "[!Ref X]")
    ).filter { $0.severity == .error }
  }

  /// More groups in groups than anybody goes into.
  private static let deep =
    String(repeating: "(", count: 20_000) + "a" + String(repeating: ")", count: 20_000)

  @Test(arguments: [
    "Type: Number, Default: '1.0', AllowedValues: [1, 2]", "Type: Number, Default: '1e3'",
    "Type: Number, Default: -.5", "Type: String, Default: a1, AllowedPattern: '[a-z]+[0-9]'",
    "Type: CommaDelimitedList, Default: 'a, b', AllowedValues: [a, b]",
    "Type: CommaDelimitedList, Default: 'a,b', AllowedValues: ['a,b', 'c,d']",
    "Type: List<Number>, Default: '1, 2.0', AllowedValues: [1.0, '2']",
    "Type: List<Number>, Default: '1, 2', MinLength: 1, MaxLength: 9",
    "Type: CommaDelimitedList, Default: '', AllowedPattern: '.+'",
    "Type: CommaDelimitedList, Default: 'a,b', MinLength: 3",
    // A pattern that is not understood whole, and one for which another matcher takes hours.
    "Type: String, Default: aa, AllowedPattern: '(a)\\1'",
    "Type: String, Default: \(String(repeating: "a", count: 40))b, AllowedPattern: '^(?=a)(a+)+b$'",
    "Type: String, Default: 'a(a((', AllowedPattern: '[[a](]+'",
    "Type: String, Default: 'a$+', AllowedPattern: '[\\p{Punct}a]*'",
    "Type: String, Default: aa, AllowedPattern: \(deep)",
    // Java's own forms are nobody's mistake.
    "Type: String, Default: a, AllowedPattern: '[a-z&&[^b]]++(?i:x|)*'",
    "Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/b, AllowedPattern: '[a-z]+'",
    "Type: String, NoEcho: TRUE, Default: a, MinLength: '1'",
  ])
  func whatIsAllowedIsTaken(parameter: String) {
    #expect(Self.errors(parameter) == [])
  }

  /// What a parameter's type does not have, or nothing can make sense of.
  @Test(arguments: [
    ("Type: String, MinValue: 1, Default: b", "unknownPart", "MinValue"),
    ("Type: CommaDelimitedList, MaxValue: 1, Default: b", "unknownPart", "MaxValue"),
    ("Type: Number, MinLength: 1, Default: 1", "unknownPart", "MinLength"),
    ("Type: List<Number>, MaxValue: 1, Default: '1,2'", "unknownPart", "MaxValue"),
    ("Type: CommaDelimitedList, Default: [a, 1]", "wrongKind", "Default"),
    (
      "Type: String, Description: \(String(repeating: "é", count: 4001))", "exceedsLimit",
      "Description"
    ),
    ("Type: String, AllowedPattern: '[', Default: a", "wrongKind", "AllowedPattern"),
    ("Type: String, AllowedPattern: '(a|b', Default: a", "wrongKind", "AllowedPattern"),
    ("Type: String, AllowedPattern: 'a)', Default: a", "wrongKind", "AllowedPattern"),
    ("Type: String, AllowedPattern: '*.yaml', Default: a", "wrongKind", "AllowedPattern"),
    ("Type: String, AllowedPattern: '(+)', Default: a", "wrongKind", "AllowedPattern"),
    ("Type: String, AllowedPattern: '[z-a]', Default: a", "wrongKind", "AllowedPattern"),
    ("Type: String, AllowedPattern: 'a\\', Default: a", "wrongKind", "AllowedPattern"),
  ])
  func constraintsGoWithTypes(parameter: String, code: String, place: String) {
    #expect(
      Self.errors(parameter).map { "\($0.code) \($0.path)" } == ["\(code) Parameters.X.\(place)"])
  }

  @Test(arguments: [
    ("Type: CommaDelimitedList, Default: [a, 1]", "write its elements in one text: `\"a,1\"`"),
    ("Type: String, Default: !Ref AWS::Region", "a parameter takes no functions"),
    ("Type: String, MinValue: 1", "make the type `Number`, or limit"),
    ("Type: List<Number>, MinValue: 1", "make the type `Number`, or take it away"),
    ("Type: Number, MinLength: 1", "limit the number"),
  ])
  func constraintsComeWithHints(parameter: String, hint: String) {
    let hints = Self.errors(parameter).compactMap(\.hint)
    #expect(hints.count == 1 && hints[0].hasPrefix(hint), "\(hints)")
  }

  @Test(arguments: [
    "Type: String, Description: \(String(repeating: "é", count: 4000))",
    "Type: String, AllowedPattern: '[]a]', Default: a",
    "Type: String, AllowedPattern: '\\Q[(\\E'",
    "Type: String, AllowedPattern: '(?x) a # (', Default: a",
    "Type: String, AllowedPattern: '^(|a)+?$', Default: a",
  ])
  func constraintsThatAreRight(parameter: String) {
    #expect(Self.errors(parameter) == [])
  }

  @Test(arguments: [
    (
      "Type: String, Default: \(String(repeating: "a", count: 40)), AllowedPattern: '^(a+)+b$'",
      "the default `\(String(repeating: "a", count: 40))` does not match the pattern `^(a+)+b$`"
    ),
    ("Type: Number, Default: nan", "the default `nan` is no number"),
    ("Type: Number, Default: inf", "the default `inf` is no number"),
    ("Type: Number, Default: '0x10'", "the default `0x10` is no number"),
    ("Type: List<Number>, Default: '1,x'", "`x` in the default is no number"),
    (
      "Type: Number, Default: 3, AllowedValues: [1, 2]",
      "the default `3` is none of the allowed values"
    ),
    ("Type: Number, Default: 3, MaxValue: 2", "the default `3` is more than the greatest value, 2"),
    (
      "Type: String, Default: abc, AllowedPattern: '[0-9]+'",
      "the default `abc` does not match the pattern `[0-9]+`"
    ),
    // The whole text has to match.
    (
      "Type: String, Default: 1a, AllowedPattern: '[0-9]+'",
      "the default `1a` does not match the pattern `[0-9]+`"
    ),
    (
      "Type: String, Default: '', AllowedPattern: '.+'",
      "the default `` does not match the pattern `.+`"
    ),
    (
      "Type: CommaDelimitedList, Default: 'a,c', AllowedValues: [a, b]",
      "`c` in the default is none of the allowed values"
    ),
    (
      "Type: String, Default: abc, MaxLength: 2",
      "the default `abc` has 3 characters, and at most 2 are wanted"
    ),
  ])
  func whatIsNotAllowedIsFound(parameter: String, message: String) {
    let found = Self.errors(parameter)
    #expect(found.map(\.brief) == ["parameterDefault Parameters.X.Default"])
    #expect(found.map(\.message) == [message])
    #expect(found.allSatisfy { $0.hint != nil })
  }

  @Test(arguments: [
    ("Type: String, MinLength: x", "MinLength"), ("Type: Number, MinValue: x", "MinValue"),
    ("Type: String, NoEcho: maybe", "NoEcho"),
    ("Type: String, AllowedValues: [!Ref AWS::Region]", "AllowedValues[0]"),
    ("Type: String, AllowedValues: [a, {b: c}]", "AllowedValues[1]"),
  ])
  func constraintsAreOfTheirKind(parameter: String, place: String) {
    #expect(Self.errors(parameter).map(\.brief) == ["wrongKind Parameters.X.\(place)"])
  }
}
