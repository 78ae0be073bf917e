import CloudFormation
import Diagnostics
import Documents
import Stacks
import Testing

/// Where variables get their values from.
struct VariableTests {
  static func sample(_ declaration: String) -> SampleProject {
    SampleProject(
      """
      stack: serving
      variables:
        my-value: \(declaration)
      resources:
        setting:
          type: AWS::SSM::Parameter
          properties:
            Value: ${var.my-value}

      """,
      project: "project: fraud\nenvironments: {prod: {account: 111111111111, region: us-east-1}}\n")
  }

  static let declaration = "{type: string, default: default, per-environment: {prod: prod}}"

  @Test(arguments: [
    (nil, nil, "local", "default"), (nil, nil, "prod", "prod"),
    (nil, "variable", "prod", "variable"),
    ("argument", "variable", "prod", "argument"), ("", nil, "prod", ""),
  ])
  func theNearestValueCounts(
    argument: String?, variable: String?, environment: String, expected: String
  ) throws {
    var sample = Self.sample(Self.declaration)
    sample.environment = environment
    if let argument { sample.values.arguments["my-value"] = argument }
    if let variable { sample.values.environment["ESTEIRA_VAR_MY_VALUE"] = variable }
    let value = try sample.lowered().template.resource("Setting")?.properties["Value"]
    #expect(value == .string(expected))
  }

  @Test(arguments: [
    ("{type: number}", "3.10", "3.1"), ("{type: number}", "-1e3", "-1000"),
    ("{type: boolean}", "true", "true"), ("{type: string}", "007", "\"007\""),
    ("{type: list}", "a,b", "[\"a\",\"b\"]"), ("{type: list}", "", "[]"),
    ("{type: list}", "[1, \"a,b\"]", "[1,\"a,b\"]"),
    ("{type: list, allowed: [a, b]}", "b,a", "[\"b\",\"a\"]"),
  ])
  func textsAreParsedByType(declaration: String, text: String, expected: String) throws {
    var sample = Self.sample(declaration)
    sample.values.arguments["my-value"] = text
    let value = try #require(
      sample.lowered().template.resource("Setting")?.properties["Value"])
    let read = Documents.read(Source(name: "expected", text: expected), as: .json)
    var diagnostics: [Diagnostic] = []
    #expect(value == read.documents.first?.value(&diagnostics))
    if case .number(let number) = value { #expect(number.spelling == expected) }
  }

  @Test(arguments: [
    ("{type: number}", "x", StackCode.variableType), ("{type: number}", "", .variableType),
    ("{type: boolean}", "yes", .variableType), ("{type: list}", "[1", .variableType),
    ("{type: list}", "[[1]]", .variableType), ("{type: list}", "[null]", .variableType),
    ("{type: string, allowed: [a]}", "b", .variableNotAllowed),
    ("{type: list, allowed: [a]}", "a,b", .variableNotAllowed),
  ])
  func otherTextsAreRefused(declaration: String, text: String, code: StackCode) throws {
    var sample = Self.sample(declaration)
    sample.values.environment["ESTEIRA_VAR_MY_VALUE"] = text
    let diagnostics = sample.run().diagnostics
    #expect(diagnostics.map(\.code) == [code.code])
    let place = try #require(diagnostics.first?.place)
    #expect(place.source.text(in: place.span) == "my-value")
  }

  @Test func aVariableWithoutAValueIsNamedOnce() {
    let diagnostics = Self.sample("{type: string, per-environment: {prod: x}}").run().diagnostics
    #expect(diagnostics.map(\.code) == [StackCode.variableMissing.code])
  }

  /// Whatever is given from outside may be a secret.
  @Test(arguments: ["{type: number}", "{type: string, allowed: [a, b]}", "{type: boolean}"])
  func whatIsGivenIsNotTold(declaration: String) {
    for isArgument in [true, false] {
      var sample = Self.sample(declaration)
      if isArgument {
        sample.values.arguments["my-value"] = "hunter2hunter2"
      } else {
        sample.values.environment["ESTEIRA_VAR_MY_VALUE"] = "hunter2hunter2"
      }
      let diagnostics = sample.run().diagnostics
      #expect(diagnostics.count == 1, "\(diagnostics.map(\.line))")
      let told = diagnostics.map { $0.message + "\(String(describing: $0.hint))" }.joined()
      #expect(
        !told.contains("hunter2")
          && told.contains(isArgument ? "--var my-value" : "ESTEIRA_VAR_MY_VALUE"))
    }
  }
}
