package import Diagnostics

extension YAMLCode {
  package var story: Story {
    switch self {
    case .tab: Self.tabStory
    case .indentation: Self.indentationStory
    case .missingSpace: Self.missingSpaceStory
    case .unclosedQuote: Self.unclosedQuoteStory
    case .unclosedBracket: Self.unclosedBracketStory
    case .mismatchedBracket: Self.mismatchedBracketStory
    case .missingComma: Self.missingCommaStory
    case .reservedStart: Self.reservedStartStory
    case .unquotedReference: Self.unquotedReferenceStory
    case .textAfterValue: Self.textAfterValueStory
    case .nestedMapping: Self.nestedMappingStory
    case .expectedKey: Self.expectedKeyStory
    case .multilineKey: Self.multilineKeyStory
    case .unknownEscape: Self.unknownEscapeStory
    case .undefinedAlias: Self.undefinedAliasStory
    case .property: Self.propertyStory
    case .tag: Self.tagStory
    case .directive: Self.directiveStory
    case .blockScalarHeader: Self.blockScalarHeaderStory
    case .blockScalarIndentation: Self.blockScalarIndentationStory
    case .flowIndentation: Self.flowIndentationStory
    case .documentMarker: Self.documentMarkerStory
    case .keyTooLong: Self.keyTooLongStory
    case .blockInLine: Self.blockInLineStory
    case .emptyItem: Self.emptyItemStory
    case .commentWithoutSpace: Self.commentWithoutSpaceStory
    case .endlessAlias: Self.endlessAliasStory
    case .loneSurrogate: Self.loneSurrogateStory
    case .itemInText: Self.itemInTextStory
    }
  }

  static func story(
    _ title: String, _ meaning: String, _ example: String, _ remedy: String
  ) -> Story {
    Story(
      title: title, meaning: meaning,
      example: .file("stack.yaml", example, command: ["format", "--to", "json", "stack.yaml"]),
      remedy: remedy)
  }
}
