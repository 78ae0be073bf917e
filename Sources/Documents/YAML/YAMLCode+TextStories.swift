internal import Diagnostics

/// Stories of texts: plain, quoted and in lines of their own.
extension YAMLCode {
  static let unclosedQuoteStory = story(
    "A quote is not closed",
    """
    A quoted text may go on over several lines, as long as these are indented by more than the \
    key. So a quote that is forgotten swallows what follows, up to the next quote or to a line \
    that is an entry of its own. The message points at the quote that was opened; what comes \
    after its line is read as if it had been closed.
    """,
    """
    name: "models
    type: bucket

    """,
    """
    Add the same quote at the end of the text. An apostrophe inside single quotes is written \
    twice.
    """)

  static let reservedStartStory = story(
    "A text begins with a sign that means something else",
    """
    Some signs begin something else than a text: `*` an alias, `&` an anchor, `!` a tag, `%` a \
    directive, `|` and `>` a text in lines of its own; `@` and the backtick are reserved. A \
    text that begins with one of them has to be quoted. Inside brackets a dash with a space \
    behind it is such a sign, too.
    """,
    "owner: @risk-team\n",
    "Put the text in quotes.")

  static let unknownEscapeStory = story(
    "An escape that YAML does not know",
    """
    Inside double quotes a backslash begins an escape: `\\n` is a line break, `\\x41`, `\\u0041` \
    and `\\U00000041` are letters by their number, and there are a dozen others. This one is \
    none of them. Regular expressions and Windows paths are full of backslashes that mean \
    themselves.
    """,
    "pattern: \"\\d+\"\n",
    """
    Write two backslashes for one, or use single quotes, in which a backslash is nothing \
    special.
    """)

  static let loneSurrogateStory = story(
    "Half a character",
    """
    Characters beyond U+FFFF, such as emoji, may be written as two escapes that belong \
    together: one from `\\ud800` to `\\udbff`, then one from `\\udc00` to `\\udfff`. One of them \
    alone, or a number beyond U+10FFFF, is no character.
    """,
    "mood: \"\\ud83d\"\n",
    "Write both halves, or the character itself.")

  static let blockScalarHeaderStory = story(
    "Text in the line of `|` or `>`",
    """
    These signs begin a text that stands in the lines below. In their own line may follow `+` \
    or `-`, which say what becomes of the last line breaks, a digit that says how far the text \
    is indented, and a comment; nothing else.
    """,
    """
    description: | serves the model
      and nothing else

    """,
    """
    Put the whole text into the lines below. If the value is a short text that begins with the \
    sign, quote it.
    """)

  static let blockScalarIndentationStory = story(
    "An empty line before a text is indented too far",
    """
    How far a text below `|` or `>` is indented is told by its first line that is not empty. \
    An empty line before that has more spaces than the first line, so it is not clear whether \
    these belong to the text.
    """,
    """
    description: |
          
      serves the model

    """,
    """
    Remove the spaces in the empty line. If they belong to the text, say how far it is \
    indented: `|2`.
    """)

  static let commentWithoutSpaceStory = story(
    "A `#` right behind a value",
    """
    A comment begins with `#` at the beginning of a line or behind a space. Right behind a \
    closing quote or bracket it cannot be one, and it cannot be text either. CloudFormation \
    reads it as a comment.
    """,
    "name: \"models\"#the bucket\n",
    "Put a space before the `#`.")
}
