import CloudFormation
import Diagnostics
import Documents
import Testing

/// Templates that are far larger than CloudFormation takes. Whatever compares all with all would
/// keep the tests for minutes.
struct LargeTemplateTests {
  private static let count = 1_000

  @Test(
    arguments: [
      {
        #""R\#($0)": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "X\#($0)"}}}"#
      },
      { #""R\#($0)": {"Type": "AWS::SNS::Topic", "DependsOn": "X\#($0)"}"# },
      { #""R\#($0)": {"Type": "AWS::SNS::Topic", "Condition": "X\#($0)"}"# },
      { #""R\#($0)": null"# },
      { #""R_\#($0)": {"Type": "AWS::SNS::Topic"}"# },
      {
        #""R\#($0)": {"Type": "AWS::SNS::Topic", "Properties": {"Tags": [{"Key": "aws:x", "Value": "y"}]}}"#
      },
    ] as [@Sendable (Int) -> String])
  func everyMistakeIsFoundAtItsPlace(_ member: @Sendable (Int) -> String) throws {
    let members = (0..<Self.count).map(member).joined(separator: ",\n")
    let text = "{\"Resources\": {\n\(members)\n}}"
    let reading = read(Source(name: "large", text: text), as: .cloudFormationJSON)
    var diagnostics = reading.diagnostics
    let root = try #require(reading.documents.first)
    let value = root.value(&diagnostics, for: .json)
    var file = TemplateFile(root, value)
    let table = LineTable(root.source)
    let lines = TemplateChecker.findings(in: value).filter { $0.path.steps.count > 1 }.map {
      table.line(of: file.place(of: $0).span.start)
    }
    // One on each line, which the second one of the text begins.
    #expect(lines == Array(2..<(Self.count + 2)))
  }

  @Test(arguments: [
    ("Parameters", #"{"Type": "String"}"#), ("Conditions", #"{"Fn::Equals": ["a", "b"]}"#),
    ("Mappings", #"{"a": {"b": "c"}}"#),
  ])
  func whateverIsNotUsedIsSaid(_ section: String, _ body: String) {
    let members = (0..<Self.count).map { "\"N\($0)\": \(body)" }.joined(separator: ",")
    let text =
      "{\"\(section)\": {\(members)}, \"Resources\": {\"T\": {\"Type\": \"AWS::SNS::Topic\"}}}"
    let found = findings(in: text)
    #expect(found.count { $0.severity == .warning } == Self.count)
  }

  @Test func exportsOfManyConditionsAreHeldAgainstOneAnother() {
    let count = 10_000
    let conditions = (0..<count).map {
      #""C\#($0)": {"Fn::Equals": [{"Ref": "AWS::Region"}, "r\#($0)"]}"#
    }
    let outputs = (0..<count).map {
      #""O\#($0)": {"Value": "a", "Condition": "C\#($0)", "Export": {"Name": "n"}}"#
    }
    let text = """
      {"Conditions": {\(conditions.joined(separator: ","))},
      "Resources": {"T": {"Type": "AWS::SNS::Topic"}},
      "Outputs": {\(outputs.joined(separator: ",")), "Last": {"Value": "a", "Export": {"Name": "n"}}}}
      """
    #expect(
      findings(in: text).filter { $0.code == .sharedName }.map(\.path.steps[1]) == [.key("Last")])
  }

  @Test func longListsAreLookedUpInManyAllowedValues() {
    let values = (0..<4_000).map { "v\($0)" }
    let text = """
      {"Parameters": {"L": {"Type": "CommaDelimitedList", "AllowedPattern": "v[0-9]+",
      "Default": "\(values.reversed().joined(separator: ","))", "AllowedValues": ["\(values.joined(separator: #"",""#))"]}},
      "Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Fn::Join": ["", {"Ref": "L"}]}}}}}
      """
    #expect(findings(in: text).map(\.brief) == [])
  }

  @Test func nothingInAListIsSaidOfEach() throws {
    let nulls = Array(repeating: "null", count: Self.count).joined(separator: ",")
    let text =
      "{\"Resources\": {\"T\": {\"Type\": \"AWS::SNS::Topic\", \"Properties\": {\"Tags\": [\(nulls)]}}}}"
    #expect(findings(in: text).count { $0.code == .nullValue } == Self.count)
  }

  @Test func whatServerlessResourcesMakeIsFoundAmongMany() {
    let members = (0..<Self.count).map {
      #""F\#($0)": {"Type": "AWS::Serverless::Function", "Properties": {"Handler": {"Ref": "F\#($0)Role"}}}"#
    }
    let found = findings(in: "{\"Resources\": {\(members.joined(separator: ","))}}")
    #expect(!found.contains { $0.code == .unknownReference })
  }

  @Test func manyOpenLoopsAreEachNamedOnce() {
    let loops = (0..<2_000).map {
      #""Fn::ForEach::L\#($0)": ["N", {"Ref": "List"}, {"T\#($0)${N}": {"Type": "AWS::SNS::Topic"}}]"#
    }
    let template = Template(
      value: yaml(
        """
        {"Transform": "AWS::LanguageExtensions", "Parameters": {"List": {"Type": "CommaDelimitedList"}},
        "Resources": {\(loops.joined(separator: ","))}}
        """))
    #expect(template.map { Expansion(of: $0).open.count } == 2_000)
  }
}
