internal import Diagnostics

/// Stories of blocks: indentation, keys and entries.
extension YAMLCode {
  static let tabStory = story(
    "A tab indents a line",
    """
    YAML tells from the indentation of a line which block it belongs to, and counts spaces for \
    that. How wide a tab is nobody knows: one editor shows two columns, another eight. So YAML \
    forbids tabs there. Between the parts of a line, and inside texts, tabs are allowed.
    """,
    """
    resources:
    \tbucket:
    \t\ttype: bucket

    """,
    """
    Replace every tab at the beginning of a line by spaces, two for each level, and tell the \
    editor to insert spaces for YAML files.
    """)

  static let indentationStory = story(
    "A line is indented like no block around it",
    """
    The entries of a mapping, and the items of a list, all begin in the same column. This line \
    begins between the column of one block, which has ended, and that of the next one inside \
    it, so it could belong to either.
    """,
    """
    bucket:
        name: models
      versioned: true

    """,
    "Indent the line exactly like the entries that it stands beside.")

  static let missingSpaceStory = story(
    "There is no space behind a colon",
    """
    In YAML a colon separates a key from its value only if a space or the end of the line \
    follows it. Without one it is a letter like any other: `a:b` is one text, as a time or a \
    web address is.
    """,
    """
    type: bucket
    name:models

    """,
    "Put a space behind the colon.")

  static let textAfterValueStory = story(
    "Something follows a value that is complete",
    """
    A quoted text ends with its closing quote, a list or mapping in brackets with its closing \
    bracket, a document with its last value. Something more stands behind that end and belongs \
    to nothing. Often a quote stands inside a text that is quoted with the same kind, or only \
    the first part of a value is quoted.
    """,
    "path: \"${bucket}\"/models\n",
    """
    Quote the value as a whole. Inside double quotes write `\\"` for a quote, inside single \
    quotes two of them.
    """)

  static let nestedMappingStory = story(
    "A second `: ` in one value",
    """
    A colon with a space behind it makes what stands before it a key. In the line of a key \
    there can be no second one: a mapping that is a value begins in the next line, indented. \
    The same is said where an entry is indented below a value that is a text.
    """,
    "description: Note: the model of last week\n",
    """
    Quote the value if the colon belongs to its text. Otherwise put the inner mapping into the \
    lines below, indented by two spaces.
    """)

  static let expectedKeyStory = story(
    "A line of a mapping is no entry",
    """
    Every line of a block mapping, at its column, is a `key: value`. Here stands something \
    else: a text without a colon, or an item of a list. A text that goes on in a further line \
    must be indented by more than its key.
    """,
    """
    type: bucket
    models of the team
    versioned: true

    """,
    """
    Add the colon if it is a key; indent the line if it goes on with the value above; put the \
    item of a list below the key that holds the list.
    """)

  static let multilineKeyStory = story(
    "A key goes on in a second line",
    """
    A key and its colon stand in one line. Here a quoted text or a bracket is opened in one \
    line and closed in a later one, and then a colon follows. Mostly the quote or bracket was \
    to be closed in its own line.
    """,
    """
    "type
     of": bucket

    """,
    """
    Close the quote or bracket in its line. A key that really has several lines is written `? \
    key`, with `: value` in a line below.
    """)

  static let keyTooLongStory = Story(
    title: "A key of more than 1,024 characters",
    meaning: """
      YAML limits a key that is written before a colon to 1,024 characters, so that a reader \
      need not look ahead without end to find out whether a text is a key. Nobody writes such \
      keys; mostly a line break is lost.
      """,
    example: Example(
      files: [
        Example.File("stack.yaml", .repeated("k", count: 1025, suffix: ": 1\n"))
      ],
      command: ["format", "--to", "json", "stack.yaml"]),
    remedy: """
      Check whether lines were joined. A key that long is written behind `? `, and its value \
      behind `: ` in the next line.
      """)

  static let blockInLineStory = story(
    "A list or a mapping begins in the line of its key",
    """
    A value that is a block begins in the line below its key, so that all its lines begin in \
    one column. In the line of the key only a text, an alias or something in brackets can \
    stand. Behind `---` it is the same.
    """,
    "routes: - predict\n",
    """
    Put the list into the lines below, or write it in brackets: `routes: [predict]`. If the \
    dash belongs to a text, quote the text.
    """)

  static let itemInTextStory = story(
    "A line that looks like an item of a list goes on with a text",
    """
    A text without quotes may go on in the lines below it, and a dash there is a part of the \
    text. So a list whose dashes stand deeper than the key's value began is no list: YAML joins \
    the lines into one text without a word. This is a warning, because some texts mean it.
    """,
    "routes: predict\n  - health\n",
    """
    If a list is meant, put every item behind a dash of its own, in one column below the key. If \
    a text is meant, quote it, or write it below `>-`.
    """)
}
