import Diagnostics
import Stacks
import Testing

/// Each mistake in a value gives one diagnostic at its mark, exactly where it stands in the scalar.
struct ReferenceDiagnosticsTests {
  static let references: [Mistake] = [
    Mistake("«${artefacts}»", .unknownReference, mended: "${artifacts}"),
    Mistake(
      "a «${artefacts.Arn}» b ${artifacts}", .unknownReference,
      mended: "a ${artifacts.Arn} b ${artifacts}"),
    Mistake("\"a «${artefacts}» b\"", .unknownReference, mended: "\"a ${artifacts} b\""),
    Mistake("'«${artefacts}»'", .unknownReference, mended: "'${artifacts}'"),
    Mistake("\"\\t «${artefacts}»\"", .unknownReference, mended: "\"\\t ${artifacts}\""),
    Mistake("«\"\\x24{artefacts}\"»", .unknownReference),
    Mistake(
      "|  # ${comment}\n        a\n        b «${artefacts}»", .unknownReference,
      mended: "|  # ${comment}\n        a\n        b ${artifacts}"),
    Mistake(
      ">\n        $${x} y\n        «${artefacts}»", .unknownReference,
      mended: ">\n        $${x} y\n        ${artifacts}"),
    Mistake(
      "one\n        two «${artefacts}»", .unknownReference, mended: "one\n        two ${artifacts}"),
    Mistake("«${Artifacts.Arn}»", .unknownReference, mended: "${artifacts.Arn}"),
    Mistake("«${count}»", .unknownReference, mended: "${var.count}"),
    Mistake("«${var.cuont}»", .unknownReference, mended: "${var.count}"),
    Mistake("«${var}»", .unknownReference),
    Mistake("«${var.count.x}»", .unknownReference, mended: "${var.count}"),
    Mistake("«${env.regoin}»", .unknownReference, mended: "${env.region}"),
    Mistake("«${env}»", .unknownReference),
    Mistake("«${project.name}»", .unknownReference),
    Mistake("«${git.commit}»", .noCommit),
    Mistake("«${git.branch}»", .unknownReference),
    Mistake("«${nothing-like-it}»", .unknownReference),
    Mistake("«${training.url}»", .unknownReference),
    Mistake("x «${artifacts» y", .malformedReference, mended: "x $${artifacts y"),
    Mistake("\"«${a»${artifacts}\"", .malformedReference, mended: "\"$${a${artifacts}\""),
    Mistake("«${}»", .malformedReference, mended: "$${}"),
    Mistake("«${ artifacts }»", .malformedReference, mended: "${artifacts}"),
    Mistake("«${HOME:-x}»", .malformedReference, mended: "$${HOME:-x}"),
    Mistake("\"«${#list[@]}»\"", .malformedReference, mended: "\"$${#list[@]}\""),
    Mistake("«${artifacts.}»", .malformedReference, mended: "$${artifacts.}"),
    Mistake("home/«${aws:username}»", .cloudFormationReference, mended: "home/$${aws:username}"),
    Mistake("«${AWS::Region}»", .cloudFormationReference, mended: "${env.region}"),
    Mistake("«${AWS::Partition}»", .cloudFormationReference),
    Mistake("x «${var.zones}»", .listInText),
    Mistake("{\"«${artifacts}»\": x}", .deployedValueNotAllowed),
    Mistake("[\"«${a1}»\", \"«${b1}»\"]", .unknownReference, .unknownReference),
  ]

  static let functions: [Mistake] = [
    Mistake("!Ref «artifacts»", .unknownLogicalID, mended: "!Ref Artifacts"),
    Mistake("!Ref \"«Artefacts»\"", .unknownLogicalID, mended: "!Ref \"Artifacts\""),
    Mistake("!Ref «AWS::Regoin»", .unknownLogicalID, mended: "!Ref AWS::Region"),
    Mistake("{Ref: «artifacts»}", .unknownLogicalID, mended: "{Ref: Artifacts}"),
    Mistake("!Ref «[a]»", .malformedIntrinsic),
    Mistake("!GetAtt «artifacts».Arn", .unknownLogicalID, mended: "!GetAtt Artifacts.Arn"),
    Mistake("!GetAtt [«artifacts», Arn]", .unknownLogicalID, mended: "!GetAtt [Artifacts, Arn]"),
    Mistake("!GetAtt «Artifacts»", .malformedIntrinsic),
    Mistake("!Sub a/${«artifacts».Arn}/b", .unknownLogicalID, mended: "!Sub a/${Artifacts.Arn}/b"),
    Mistake("!Sub \"${«var».count}\"", .unknownLogicalID),
    Mistake("!Sub [\"${x} ${«y1»}\", {x: 1}]", .unknownLogicalID),
    Mistake("!Sub «[a]»", .malformedIntrinsic),
    Mistake("!Join «[a]»", .malformedIntrinsic),
    Mistake("!Select «x»", .malformedIntrinsic),
    Mistake("«!Getatt» a.b", .unknownIntrinsic, mended: "!GetAtt a.b"),
    Mistake("{«Fn::Joyn»: [a, [b]]}", .unknownIntrinsic, mended: "{Fn::Join: [a, [b]]}"),
    Mistake("«!If» [A, b, c]", .needsTemplateStack),
    Mistake("{«Fn::Transform»: {Name: x}}", .needsTemplateStack),
    Mistake("!Join ['', [a, «!FindInMap» [a, b, c]]]", .needsTemplateStack),
    Mistake("{«Ref»: Artifacts, a: b}", .malformedIntrinsic),
    Mistake("{«a»: }", .nullValue),
    Mistake("[a, «~»]", .nullValue),
    Mistake("{a: «null»}", .nullValue),
    Mistake("{fraud: 1, «\"${project}\"»: 2}", .duplicateKey),
  ]

  static func whole(_ value: String) -> String {
    """
    stack: serving
    variables:
      count: {type: number, default: 2}
      zones: {type: list, default: [a]}
    resources:
      artifacts: {type: AWS::S3::Bucket}
      setting:
        type: AWS::SSM::Parameter
        properties:
          Value: \(value)

    """
  }

  @Test(arguments: references + functions)
  func mistakesAreFound(_ mistake: Mistake) {
    let marked = MarkedText(Self.whole(mistake.marked))
    var sample = SampleProject(marked.text)
    sample.stacks.append(("training.yaml", "stack: training\nresources: {a: {type: A::B::C}}\n"))
    let diagnostics = sample.run().diagnostics
    #expect(diagnostics.map(\.code) == mistake.codes.map(\.code), "\(diagnostics.map(\.line))")
    #expect(diagnostics.map { $0.place?.span } == marked.spans, "\(diagnostics.map(\.line))")
    #expect(diagnostics.mended(sample.files.others[0]) == mistake.mended.map(Self.whole))
  }

  @Test func aCycleIsShownWithItsPlaces() throws {
    let marked = MarkedText(
      """
      stack: serving
      resources:
        free: {type: AWS::S3::Bucket}
        one:
          type: AWS::SSM::Parameter
          properties: {Value: "a «${two.Value}» ${two}"}
        two:
          type: AWS::SSM::Parameter
          depends-on: [free, «three»]
        three:
          type: AWS::SSM::Parameter
          properties: {Value: !Sub "${«One»}"}

      """)
    let diagnostics = SampleProject(marked.text).run().diagnostics
    #expect(diagnostics.map(\.code) == [StackCode.cycle.code])
    let cycle = try #require(diagnostics.first)
    #expect(cycle.message == "these resources need each other: `one` → `two` → `three` → `one`")
    #expect(cycle.place?.span == marked.spans[0])
    #expect(cycle.notes.map(\.message) == ["`two` needs `three` here", "`three` needs `one` here"])
    #expect(cycle.notes[0].place?.span == marked.spans[1])
    let sub = try #require(cycle.notes[1].place)
    #expect(sub.source.text(in: sub.span) == "${One}")
  }

  @Test func mistakesHaveNoEchoes() {
    let diagnostics = SampleProject(
      """
      stack: serving
      variables:
        Wrong: {type: string, default: a}
        typeless: {default: a}
        faulty: {type: number, default: x}
      resources:
        Bad_Name: {type: AWS::S3::Bucket}
        untyped: {properties: {}}
        broken: 7
        user:
          type: AWS::SSM::Parameter
          depends-on: [broken, untyped]
          properties:
            A: ${Bad_Name} ${untyped} ${broken.Arn}
            B: ${var.Wrong} ${var.typeless} ${var.faulty}
            C: !Ref BadName

      """
    ).run().diagnostics
    #expect(
      diagnostics.map(\.code)
        == [
          StackCode.invalidName, .missingKey, .variableType, .invalidName, .missingKey, .wrongType,
        ].map(\.code), "\(diagnostics.map(\.line))")
  }
}
