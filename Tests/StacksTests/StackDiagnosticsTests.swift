import Diagnostics
import Stacks
import Testing

/// Each mistake in a stack file gives one diagnostic at its mark.
struct StackDiagnosticsTests {
  static let head = "stack: serving\n"
  static let body = "resources:\n  artifacts: {type: AWS::S3::Bucket}\n"

  static let keys: [Mistake] = [
    Mistake("stack: «[a]»\n" + body, .wrongType),
    Mistake("stack: «a b»\n" + body, .invalidName, mended: "stack: a-b\n" + body),
    Mistake("stack: «local»\n" + body, .reservedName),
    Mistake("stack: «serving»\n", .missingKey),
    Mistake(head + "«resources»:\n", .missingKey),
    Mistake(head + "«Resource»: {}\n" + body, .unknownKey),
    Mistake(head + "«output»: {}\n" + body, .unknownKey, mended: head + "outputs: {}\n" + body),
    Mistake(head + "template: «x.yaml»\n", .noTemplate),
    Mistake(
      head + body + "description: «{{ a }}»\n", .wrongType,
      mended: head + body + "description: \"{{ a }}\"\n"),
    Mistake(head + body + "description: «${artifacts}»\n", .deployedValueNotAllowed),
    Mistake(head + body + "tags:\n  a: x «${artifacts.Arn}»\n", .deployedValueNotAllowed),
    Mistake(head + body + "tags: {«AWS:x»: y}\n", .invalidTag),
    Mistake(head + "resources: «x»\n", .wrongType),
    Mistake(head + "resources:\n  artifacts: «x»\n", .wrongType),
    Mistake(head + "resources:\n  «a»: {properties: {}}\n", .missingKey),
    Mistake(
      head + "resources:\n  a: {type: AWS::S3::Bucket, «Properties»: {}}\n", .unknownKey,
      mended: head + "resources:\n  a: {type: AWS::S3::Bucket, properties: {}}\n"),
    Mistake(
      head + "resources:\n  a: {type: AWS::S3::Bucket, «DependsOn»: []}\n", .unknownKey,
      mended: head + "resources:\n  a: {type: AWS::S3::Bucket, depends-on: []}\n"),
    Mistake(head + "resources:\n  a: {type: AWS::S3::Bucket, «condition»: x}\n", .unknownKey),
    Mistake(head + "resources:\n  a: {type: AWS::S3::Bucket, properties: «[]»}\n", .wrongType),
    Mistake(head + "resources:\n  a: {type: AWS::S3::Bucket, metadata: «x»}\n", .wrongType),
    Mistake(
      head + "resources:\n  «MyBucket»: {type: AWS::S3::Bucket}\n", .invalidName,
      mended: head + "resources:\n  my-bucket: {type: AWS::S3::Bucket}\n"),
    Mistake(
      head + "resources:\n  a-1: {type: AWS::S3::Bucket}\n  «a1»: {type: AWS::S3::Bucket}\n",
      .logicalIDCollision),
    Mistake(head + body + "outputs:\n  a-1: x\n  «a1»: y\n", .logicalIDCollision),
    Mistake(
      head + body + "outputs:\n  «A»: x\n", .invalidName, mended: head + body + "outputs:\n  a: x\n"
    ),
    Mistake(head + body + "outputs:\n  «a»: {description: x}\n", .missingKey),
    Mistake(head + body + "outputs:\n  a: «[x]»\n", .wrongType),
    Mistake(head + body + "outputs:\n  «a»:\n", .nullValue),
    Mistake(head + body + "---\n«a: b»\n", .severalDocuments),
  ]

  static let types: [Mistake] = [
    "«bucket»": StackCode.unknownType, "«Bucket»": .unknownType, "«AWS::S3»": .unknownType,
    "«'AWS::S3::'»": .unknownType, "«AWS:S3:Bucket»": .unknownType,
    "«AWS::Serverless::Function»": .needsTemplateStack, "«{a: b}»": .wrongType,
    "«A::B::C::D»": .unknownType,
  ].sorted { $0.key < $1.key }.map {
    Mistake(marked: head + "resources:\n  a: {type: \($0.key)}\n", codes: [$0.value], mended: nil)
  }

  static let policies: [Mistake] = [
    Mistake("deletion-policy: «retain»", .invalidValue, mended: "deletion-policy: Retain"),
    Mistake("deletion-policy: «Keep»", .invalidValue),
    Mistake("update-replace-policy: «RetainExceptOnCreate»", .invalidValue),
    Mistake("deletion-policy: «${artifacts}»", .deployedValueNotAllowed),
    Mistake("depends-on: «artifact»", .unknownReference, mended: "depends-on: artifacts"),
    Mistake(
      "depends-on: [artifacts, «Artifacts»]", .unknownReference,
      mended: "depends-on: [artifacts, artifacts]"),
    Mistake("depends-on: «${artifacts}»", .unknownReference, mended: "depends-on: artifacts"),
    Mistake("depends-on: «{a: b}»", .wrongType),
    Mistake("depends-on: «topic»", .cycle),
  ].map { mistake in
    func whole(_ line: String) -> String {
      head + body + "  topic:\n    type: AWS::SNS::Topic\n    \(line)\n"
    }
    return Mistake(
      marked: whole(mistake.marked), codes: mistake.codes, mended: mistake.mended.map(whole))
  }

  static let variables: [Mistake] = [
    Mistake("{«typ»: «text»}", .unknownKey, .invalidValue, mended: "{type: string}"),
    Mistake("{type: «int», default: 1}", .invalidValue, mended: "{type: number, default: 1}"),
    Mistake(
      "{type: number, default: «\"1\"»}", .variableType, mended: "{type: number, default: 1}"),
    Mistake(
      "{type: boolean, default: «yes»}", .variableType, mended: "{type: boolean, default: true}"),
    Mistake("{type: list, default: «a»}", .variableType),
    Mistake("{type: list, default: [«[a]»]}", .wrongType),
    Mistake("{type: string, default: «[a]»}", .variableType),
    Mistake(
      "{type: string, default: «3.10»}", .textWrittenAsNumber,
      mended: "{type: string, default: \"3.10\"}"),
    Mistake("{type: string, default: «\"${artifacts}\"»}", .deployedValueNotAllowed),
    Mistake(
      "{type: string, default: a, per-environment: {«lokal»: b}}", .unknownEnvironment,
      mended: "{type: string, default: a, per-environment: {local: b}}"),
    Mistake(
      "{type: string, default: «aba», allowed: [abc, de]}", .variableNotAllowed,
      mended: "{type: string, default: abc, allowed: [abc, de]}"),
    Mistake("{type: list, default: «[a, c]», allowed: [a, b]}", .variableNotAllowed),
    Mistake("{type: number, default: «x», allowed: [«y»]}", .variableType, .variableType),
  ].map { mistake in
    func whole(_ line: String) -> String {
      head + "variables:\n  x: \(line)\n" + body + "outputs: {x: \"${var.x}\"}\n"
    }
    return Mistake(
      marked: whole(mistake.marked), codes: mistake.codes, mended: mistake.mended.map(whole))
  }

  @Test(arguments: keys + types + policies + variables)
  func mistakesAreFound(_ mistake: Mistake) {
    let marked = MarkedText(mistake.marked)
    let sample = SampleProject(marked.text)
    let diagnostics = sample.run().diagnostics
    #expect(diagnostics.map(\.code) == mistake.codes.map(\.code), "\(diagnostics.map(\.line))")
    for (span, diagnostic) in zip(marked.spans, diagnostics) {
      #expect(diagnostic.place?.span == span, "\(diagnostic.line)")
    }
    #expect(diagnostics.mended(sample.files.others[0]) == mistake.mended)
  }
}
