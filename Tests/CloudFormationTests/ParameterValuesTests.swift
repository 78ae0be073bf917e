import CloudFormation
import Documents
import Testing

@Suite struct ParameterValuesTests {
  @Test(arguments: [
    ("{Type: String}", "x", "x"),
    ("{Type: Number}", "1.50", "'1.50'"),
    ("{Type: CommaDelimitedList}", " a, b ,c", "[a, b, c]"),
    ("{Type: CommaDelimitedList}", "", "['']"),
    ("{Type: List<Number>}", "1,2", "['1', '2']"),
    ("{Type: 'List<AWS::EC2::Subnet::Id>'}", "s-1", "[s-1]"),
    ("{Type: 'AWS::EC2::VPC::Id'}", "vpc-1", "vpc-1"),
    ("{Type: Number, AllowedValues: [1, 2]}", "1.0", "'1.0'"),
    ("{Type: Number, MinValue: 1, MaxValue: '3'}", "3", "'3'"),
    ("{Type: String, MinLength: 2, MaxLength: 2}", "ab", "ab"),
    ("{Type: String, AllowedPattern: '[a-z]+(-\\d{1,3})?'}", "abc-12", "abc-12"),
    ("{Type: CommaDelimitedList, AllowedPattern: '\\w+'}", "ab, cd", "[ab, cd]"),
  ])
  func valuesAreTaken(_ entry: String, _ text: String, _ value: String) {
    let values = ParameterValues(for: template("Parameters: {P: \(entry)}"), given: ["P": text])
    #expect(values.violations == [])
    #expect(values.values == ["P": yaml(value)])
    #expect(values.texts == ["P": text])
  }

  @Test(arguments: [
    ("{Type: Number}", "not-a-number", "Parameter 'P' must be a number."),
    ("{Type: Number}", "", "Parameter 'P' must be a number."),
    ("{Type: Number}", "nan", "Parameter 'P' must be a number."),
    ("{Type: List<Number>}", "1,x", "Parameter 'P' must be a number."),
    ("{Type: Number, MaxValue: 3}", "4", "Parameter 'P' must be a number not greater than 3"),
    ("{Type: Number, MinValue: 3}", "2", "Parameter 'P' must be a number not less than 3"),
    ("{Type: String, AllowedValues: [a, b]}", "c", "Parameter 'P' must be one of AllowedValues"),
    (
      "{Type: CommaDelimitedList, AllowedValues: [a]}", "a,b",
      "Parameter 'P' must be one of AllowedValues"
    ),
    (
      "{Type: String, AllowedPattern: '^[a-z]+$'}", "aB",
      "Parameter 'P' must match pattern ^[a-z]+$"
    ),
    ("{Type: String, AllowedPattern: 'a|ab'}", "abc", "Parameter 'P' must match pattern a|ab"),
    ("{Type: String, MinLength: 3}", "ab", "Parameter 'P' must contain at least 3 characters"),
    ("{Type: String, MaxLength: 1}", "ab", "Parameter 'P' must contain at most 1 characters"),
    (
      "{Type: String, MaxLength: 1, ConstraintDescription: too long}", "ab",
      "Parameter P failed to satisfy constraint: too long"
    ),
  ])
  func valuesAreRefused(_ entry: String, _ text: String, _ message: String) {
    let values = ParameterValues(for: template("Parameters: {P: \(entry)}"), given: ["P": text])
    #expect(values.violations.map(\.message) == [message])
  }

  @Test func missingAndForeignNamesAreSaid() {
    let values = ParameterValues(
      for: template(
        "Parameters: {A: {Type: String}, B: {Type: Number}, C: {Type: Number, Default: 5}, S: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /x}}"
      ), given: ["Y": "", "X": ""])
    #expect(
      values.violations.map(\.message) == [
        "Parameters: [X, Y] do not exist in the template", "Parameters: [A, B] must have values",
      ])
    #expect(values.values == ["C": "5"])
    #expect(values.texts == ["C": "5", "S": "/x"])
  }

  @Test func aPatternThatCannotBeReadRefusesNothing() {
    let values = ParameterValues(
      for: template("Parameters: {P: {Type: String, AllowedPattern: '(['}}"), given: ["P": "x"])
    #expect(values.violations == [])
  }
}
