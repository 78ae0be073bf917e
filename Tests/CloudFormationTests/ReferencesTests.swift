import CloudFormation
import Documents
import Testing

@Suite struct ReferencesTests {
  @Test(arguments: [
    ("!Ref A", ["ref A @ Ref"]),
    ("{Ref: A, Other: 1}", []),
    ("!GetAtt A.B.C", ["A.B.C @ Fn::GetAtt"]),
    ("{Fn::GetAtt: A.B}", ["A.B @ Fn::GetAtt"]),
    ("{Fn::GetAtt: [A, !Ref P]}", ["A.? @ Fn::GetAtt", "ref P @ Fn::GetAtt[1].Ref"]),
    (
      "!Sub '${A}-${B.C}-${!D}-${AWS::Region}'",
      ["ref A @ Fn::Sub", "B.C @ Fn::Sub", "ref AWS::Region @ Fn::Sub"]
    ),
    (
      "!Sub ['${A}-${B}', {A: !Ref C}]",
      ["ref B @ Fn::Sub[0]", "ref C @ Fn::Sub[1].A.Ref"]
    ),
    (
      "x: [!If [Cond, !Ref A, !GetAtt B.C]]",
      [
        "condition Cond @ x[0].Fn::If[0]", "ref A @ x[0].Fn::If[1].Ref",
        "B.C @ x[0].Fn::If[2].Fn::GetAtt",
      ]
    ),
    (
      "!FindInMap [M, !Ref P, k]",
      ["mapping M @ Fn::FindInMap[0]", "ref P @ Fn::FindInMap[1].Ref"]
    ),
    ("!ImportValue e", ["export e @ Fn::ImportValue"]),
    ("{Effect: Allow, Condition: C}", []),
    ("{Condition: C}", []),
    ("just text ${A}", []),
  ])
  func referencesAreFound(_ text: String, _ expected: [String]) {
    #expect(References.within(yaml(text)).map(spelled) == expected)
  }

  @Test func conditionsReferToEachOther() {
    let found = References.within(
      yaml("!And [!Condition A, !Not [{Condition: B}], !Equals [!Ref P, {Condition: no}]]"),
      amongConditions: true)
    #expect(
      found.map(\.target) == [.condition("A"), .condition("B"), .ref("P")])
  }

  @Test func aResourceRefersInAllItsParts() {
    let resource = template(
      """
      Resources:
        R:
          Type: X
          Condition: C
          DependsOn: D
          Metadata: !Ref M
          UpdatePolicy: {a: !GetAtt U.A}
          Properties: {p: !Ref P}
      """
    ).resources[0]
    #expect(
      References.of(resource).map(spelled) == [
        "condition C @ Condition", "after D @ DependsOn", "ref M @ Metadata.Ref",
        "U.A @ UpdatePolicy.a.Fn::GetAtt", "ref P @ Properties.p.Ref",
      ])
  }

  @Test(arguments: [
    ("", [] as [SubText.Piece]),
    ("a", [.literal("a")]),
    ("${a}", [.variable("a")]),
    ("$${a}", [.literal("$"), .variable("a")]),
    ("${!a}b", [.literal("${a}b")]),
    ("${", [.literal("${")]),
    ("$", [.literal("$")]),
    ("é${ a }é", [.literal("é"), .variable("a"), .literal("é")]),
    ("${}", [.variable("")]),
  ])
  func substitutionsAreTakenApart(_ text: String, _ pieces: [SubText.Piece]) {
    #expect(SubText(text).pieces == pieces)
  }

  private func spelled(_ reference: Reference) -> String {
    let target =
      switch reference.target {
      case .ref(let name): "ref \(name)"
      case .attribute(let resource, let attribute): "\(resource).\(attribute ?? "?")"
      case .dependsOn(let id): "after \(id)"
      case .condition(let name): "condition \(name)"
      case .mapping(let name): "mapping \(name)"
      case .export(let name): "export \(name)"
      }
    return "\(target) @ \(reference.path)"
  }
}
