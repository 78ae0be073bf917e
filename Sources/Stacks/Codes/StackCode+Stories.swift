package import Diagnostics

extension StackCode {
  package var story: Story {
    switch self {
    case .wrongType, .unknownKey, .missingKey, .invalidName, .reservedName, .textWrittenAsNumber,
      .invalidValue, .conflictingKeys, .severalDocuments, .invalidTag,
      .numberWrittenOddly, .overridesNothing, .noTemplate, .noAsset, .mergeKey,
      .limitedStore:
      fieldStory
    case .duplicateStack, .ambiguousStackName, .stackNameTooLong, .stackAndResource,
      .unknownEnvironment, .variableType, .variableNotAllowed, .variableMissing, .unknownVariable,
      .unusedVariable, .stackCycle:
      projectStory
    default: resourceStory
    }
  }

  /// A story whose example is a project of one stack file.
  static func story(
    _ title: String, _ meaning: String, project: String = "project: fraud\n", stack: String,
    others: [Example.File] = [], command: [String] = ["plan"], _ remedy: String
  ) -> Story {
    Story(
      title: title, meaning: meaning,
      example: Example(
        files: [
          Example.File("esteira.yaml", .text(project)), Example.File("serving.yaml", .text(stack)),
        ] + others, command: command),
      remedy: remedy)
  }

  /// A stack file without mistakes.
  static let sound = """
    stack: serving
    resources:
      artifacts:
        type: AWS::S3::Bucket

    """
}
