import CloudFormation
import Documents
import Testing

@Suite struct TemplateValidationTests {
  static let bucket = "Resources: {B: {Type: AWS::S3::Bucket}}"

  @Test(arguments: [
    bucket,
    "Resources: {B: {Type: X, Properties: {a: !Sub ['${L}-x', {L: y}]}}}",
    "Resources: {A: {Type: X, DependsOn: B}, B: {Type: X, Properties: {p: !Ref P}}}\nParameters: {P: {Type: 'List<AWS::EC2::Subnet::Id>', Default: 1}}",
    "Resources: {A: {Type: X, Properties: {p: !FindInMap [Never, a, b, {DefaultValue: c}]}}}",
    "Resources: {A: {Type: X, DeletionPolicy: RetainExceptOnCreate, UpdateReplacePolicy: Snapshot}}",
    "Resources: {A: {Type: X}}\nOutputs: {O: {Value: 5, Description: d, Export: {Name: !Sub '${AWS::StackName}-x'}}}",
    "Resources: {A: {Type: X, Properties: {p: !If [C, !Ref P, !Ref AWS::NoValue]}}}\nConditions: {C: !Equals [!Ref P, x]}\nParameters: {P: {Type: String}}",
    "Resources: {A: {Type: Custom::Thing}}\nTransform: AWS::LanguageExtensions",
  ])
  func soundTemplatesPass(_ text: String) {
    #expect(TemplateValidation(of: template(text)).violations == [])
  }

  @Test(arguments: [
    ("{}", "Template format error: At least one Resources member must be defined.", ""),
    ("Resources: {}", "Template format error: At least one Resources member must be defined.", ""),
    ("\(bucket)\nFoo: 1\nBar: 2", "Invalid template property or properties [Foo, Bar]", "Foo"),
    (
      "\(bucket)\nAWSTemplateFormatVersion: '2011-01-01'",
      "Template format error: 2011-01-01 is not a supported value for AWSTemplateFormatVersion.",
      "AWSTemplateFormatVersion"
    ),
    (
      "Resources: {A: {Properties: {}}}",
      "Template format error: [/Resources/A] Every Resources object must contain a Type member.",
      "Resources.A"
    ),
    (
      "Resources: {A: {Type: X, Invalid: 10}}", "Invalid template resource property 'Invalid'",
      "Resources.A.Invalid"
    ),
    (
      "Resources: {A-B: {Type: X}}",
      "Template format error: Resource name A-B is non alphanumeric.", "Resources.A-B"
    ),
    (
      "Resources: {A: {Type: X, DeletionPolicy: Keep}}",
      "Template format error: Unrecognized DeletionPolicy Keep for resource A",
      "Resources.A.DeletionPolicy"
    ),
    (
      "Resources: {A: {Type: X, UpdateReplacePolicy: RetainExceptOnCreate}}",
      "Template format error: Unrecognized UpdateReplacePolicy RetainExceptOnCreate for resource A",
      "Resources.A.UpdateReplacePolicy"
    ),
    (
      "Resources: {A: {Type: X, Condition: [a]}}",
      "Template format error: Every Condition member must be a string.", "Resources.A.Condition"
    ),
    (
      "Resources: {A: {Type: X, Properties: {N: !Ref Nope, M: !Sub '${Other}'}}, B: {Type: X, DependsOn: [Nope]}}",
      "Template format error: Unresolved resource dependencies [Nope, Other] in the Resources block of the template",
      "Resources.A.Properties.N.Ref"
    ),
    (
      "Resources: {A: {Type: X, Properties: {N: !GetAtt Nope.Arn}}}",
      "Template error: instance of Fn::GetAtt references undefined resource Nope",
      "Resources.A.Properties.N.Fn::GetAtt"
    ),
    (
      "\(bucket)\nOutputs: {O: {Value: !GetAtt Nope.Arn}}",
      "Template format error: Unresolved resource dependencies [Nope] in the Outputs block of the template",
      "Outputs.O.Value.Fn::GetAtt"
    ),
    (
      "\(bucket)\nConditions: {C: !Equals [!Ref B, x]}",
      "Template format error: Unresolved dependencies [B]. Cannot reference resources in the Conditions block of the template",
      "Conditions"
    ),
    (
      "Resources: {A: {Type: X, Condition: Nope}}",
      "Template format error: Unresolved condition dependency Nope in the Resources block of the template",
      "Resources.A.Condition"
    ),
    (
      "Resources: {A: {Type: X, Properties: {N: !If [Nope, a, b]}}}",
      "Template error: unresolved condition dependency Nope in Fn::If",
      "Resources.A.Properties.N.Fn::If[0]"
    ),
    (
      "Resources: {A: {Type: X, Properties: {N: !FindInMap [Nope, a, b]}}}",
      "Template error: Mapping named 'Nope' is not present in the 'Mappings' section of template.",
      "Resources.A.Properties.N.Fn::FindInMap[0]"
    ),
    (
      "Resources: {A: {Type: X, Properties: {N: !Select [bad, [x]]}}}",
      "Template error: Fn::Select requires a list argument with two elements: an integer index and a list",
      "Resources.A.Properties.N.Fn::Select"
    ),
    (
      "Resources: {A: {Type: X, DependsOn: B}, B: {Type: X, Properties: {p: !Ref A}}, C: {Type: X}}",
      "Circular dependency between resources: [A, B]", "Resources.A.DependsOn"
    ),
    (
      "\(bucket)\nOutputs: {O: {}}",
      "Template format error: Every Outputs member must contain a Value object", "Outputs.O"
    ),
    (
      "\(bucket)\nOutputs: {O: {Value: [a]}}",
      "Template format error: Every Value member must be a string.", "Outputs.O.Value"
    ),
    (
      "\(bucket)\nOutputs: {O: {Value: null}}",
      "[/Outputs/O/Value] 'null' values are not allowed in templates", "Outputs.O.Value"
    ),
    (
      "\(bucket)\nParameters: {P: {Default: x}}",
      "Template format error: Every Parameters object must contain a Type member.", "Parameters.P"
    ),
    (
      "\(bucket)\nParameters: {P: {Type: Strin}}",
      "Template format error: Unrecognized parameter type: Strin", "Parameters.P.Type"
    ),
    (
      "\(bucket)\nParameters: {P: {Type: String, Foo: 1}}",
      "Invalid template parameter property 'Foo'", "Parameters.P.Foo"
    ),
    (
      "\(bucket)\nParameters: {P: {Type: String, Default: [a]}}",
      "Template format error: Every Default member must be a string.", "Parameters.P.Default"
    ),
    (
      "\(bucket)\nParameters: {P: {Type: String, AllowedValues: a}}",
      "Template format error: Every AllowedValues member must be a list.",
      "Parameters.P.AllowedValues"
    ),
    (
      "\(bucket)\nMappings: {M: {a: {b: !Ref P}}}",
      "Template format error: Every Mappings attribute must be a String or a List.",
      "Mappings.M.a.b"
    ),
    (
      "\(bucket)\nMappings: {M: {a: b}}",
      "Template format error: Every Mappings attribute must be a map", "Mappings.M.a"
    ),
  ])
  func oneMistakeGivesOneViolation(_ text: String, _ message: String, _ path: String) {
    let violations = TemplateValidation(of: template(text)).violations
    #expect(violations.map(\.message) == [message])
    #expect(violations.first?.path.description == path)
  }

  @Test(arguments: [
    ("Resources", "resources", 500, "{Type: X}"), ("Outputs", "outputs", 200, "{Value: 1}"),
    ("Parameters", "parameters", 200, "{Type: String}"),
    ("Mappings", "mappings", 200, "{a: {b: c}}"),
  ])
  func thereIsALimitForEachSection(
    _ section: String, _ name: String, _ most: Int, _ entry: String
  ) {
    func violations(_ count: Int) -> [String] {
      let entries = (0..<count).map { "E\($0): \(entry)" }.joined(separator: ", ")
      let rest = section == "Resources" ? "" : "\n" + Self.bucket
      return TemplateValidation(of: template("\(section): {\(entries)}" + rest)).violations.map(
        \.message)
    }
    #expect(violations(most) == [])
    #expect(
      violations(most + 1) == [
        "Template format error: Number of \(name), \(most + 1), is greater than maximum allowed, \(most)"
      ])
  }

  @Test(arguments: [
    (51_200, true, nil as String?),
    (51_201, true, "Member must have length less than or equal to 51200"),
    (51_201, false, nil), (1_000_001, false, "Template may not exceed 1000000 bytes in size."),
  ])
  func templatesMayOnlyBeSoLong(_ count: Int, _ isInline: Bool, _ ending: String?) {
    let message = TemplateLimits.violation(ofBytes: count, isInline: isInline)?.message
    #expect((message == nil) == (ending == nil))
    if let message, let ending { #expect(message.hasSuffix(ending)) }
  }

  @Test(arguments: [
    ("a", true), ("a-1B", true), ("1a", false), ("-a", false), ("", false), ("a_b", false),
    (String(repeating: "a", count: 128), true), (String(repeating: "a", count: 129), false),
  ])
  func stackNamesHaveRules(_ name: String, _ isFine: Bool) {
    #expect((TemplateLimits.violation(ofStackName: name) == nil) == isFine)
  }

  @Test func typesThatDoNotExistAreNamedTogether() {
    let text =
      "Resources: {A: {Type: AWS::No::One}, B: {Type: AWS::No::Two}, C: {Type: Custom::Own}, D: {Type: AWS::No::One}}"
    #expect(
      TemplateValidation(of: template(text), knowsType: { _ in false }).violations.map(\.message)
        == [
          "Template format error: Unrecognized resource types: [AWS::No::One, AWS::No::Two]"
        ])
  }

  @Test func whatDoesNotExistMayNotBeReferredTo() {
    let whole = template(
      """
      Conditions: {Never: !Equals [a, b]}
      Resources: {A: {Type: X, Properties: {p: !Ref G}}, G: {Type: X, Condition: Never}}
      Outputs: {O: {Value: !GetAtt G.Arn}}
      """)
    #expect(
      TemplateValidation.violations(ofDecided: Evaluator(whole).decided, from: whole)
        .map(\.message) == [
          "Template format error: Unresolved resource dependencies [G] in the Resources block of the template",
          "Unresolved resource dependencies [G] in the Outputs block of the template",
        ])
  }
}
