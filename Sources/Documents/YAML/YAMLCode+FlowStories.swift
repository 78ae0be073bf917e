internal import Diagnostics

/// Stories of what stands in brackets.
extension YAMLCode {
  static let unclosedBracketStory = story(
    "A bracket is not closed",
    """
    A list in `[ ]` or a mapping in `{ }` may go on over several lines. Here the file, or the \
    block around it, goes on with something else before the bracket is closed. The message \
    points at the bracket that was opened; reading goes on with the next entry.
    """,
    """
    routes: [predict, health
    auth: api-key

    """,
    "Close the bracket. If it belongs to a text, quote the text.")

  static let mismatchedBracketStory = story(
    "A closing bracket that does not fit",
    """
    What is opened with `[` is closed with `]`, what is opened with `{` with `}`, and the \
    inner one before the outer one.
    """,
    "throttle: {rate: 50, burst: 100]\n",
    """
    Write the bracket that fits the one the note points at, or close the inner one first.
    """)

  static let missingCommaStory = story(
    "A comma is missing between two items",
    """
    Inside brackets items are separated by commas, not by line breaks or spaces. Without the \
    comma a text swallows the next key, up to the colon that cannot be there.
    """,
    """
    throttle: {
      rate: 50
      burst: 100
      }

    """,
    """
    Add the comma. A text that holds a comma, a bracket or a colon with a space behind it has \
    to be quoted.
    """)

  static let emptyItemStory = story(
    "A comma with nothing before it",
    """
    Two commas follow each other, or a bracket begins with one. YAML knows no empty item in \
    brackets; a comma after the last one is allowed.
    """,
    "routes: [predict,, health]\n",
    "Remove the comma. If an empty value is meant, write `null`.")

  static let unquotedReferenceStory = story(
    "`${…}` inside brackets is not quoted",
    """
    Inside `[ ]` and `{ }` a brace begins a mapping, even in the middle of a text, so that \
    YAML would read `${bucket}` as the text `$` and a mapping. Outside of brackets the same \
    text needs no quotes.
    """,
    "invokes: [${endpoint}, \"${api.url}/health\"]\n",
    """
    Put the whole text in quotes.
    """)

  static let flowIndentationStory = story(
    "A line inside brackets or quotes is indented too little",
    """
    What stands in brackets or quotes may go on in further lines, but these belong to a key, \
    and so they are indented by more than it. For a closing bracket this is a warning only, as \
    most readers do not mind; CloudFormation minds neither.
    """,
    """
    serving:
      routes: [predict,
      health]

    """,
    "Indent the line by more than the key.")
}
