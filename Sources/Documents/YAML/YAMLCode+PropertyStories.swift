internal import Diagnostics

/// Stories of anchors, aliases, tags, directives and documents.
extension YAMLCode {
  static let undefinedAliasStory = story(
    "An alias of something that has no anchor",
    """
    A value that begins with `*` is an alias: it stands for an earlier value of the same \
    document, which is given its name by an anchor, `&name`. There is no such anchor before \
    it. Where a text is meant, such as a pattern for file names, the star has to be quoted.
    """,
    "files: *.csv\n",
    "Quote the text, or correct the name of the alias.")

  static let endlessAliasStory = story(
    "An alias inside the value that it stands for",
    """
    An alias stands for a whole value, and this one is a part of that very value, which would \
    therefore never end.
    """,
    """
    base: &base
      next: *base

    """,
    "Write the inner value out, or give the anchor to a smaller part.")

  static let propertyStory = story(
    "An anchor or a tag that cannot stand here",
    """
    Before a value may stand one anchor, `&name`, and one tag, `!name`, each with a space \
    behind it. An alias has none, since the value it stands for has its own. Those of a list \
    or mapping stand in the line above its first entry.
    """,
    "model: &a &b churn\n",
    """
    Remove what is too much, put a space behind it, or move it to the line above. A text that \
    begins with such a sign has to be quoted.
    """)

  static let tagStory = story(
    "A tag that is none",
    """
    A tag begins with `!` and says what type a value has: `!Ref`, `!!str`, \
    `!<tag:example.com,2000:x>`. This one has characters that a tag cannot have, lacks its \
    end, or uses a handle such as `!e!` that no `%TAG` directive declares.
    """,
    "model: !e!churn 7\n",
    "Correct the tag, or quote the value if it is a text that begins with `!`.")

  static let directiveStory = story(
    "A directive that cannot stand here",
    """
    Lines that begin with `%`, before a document, are directives: `%YAML 1.2` names the \
    version, `%TAG` declares a handle. Each has its own form, stands once, and `---` has to \
    follow them. Hardly any file needs them.
    """,
    """
    %YAML 1.2
    name: models

    """,
    """
    Correct the directive and put `---` below it, or remove it: a file without directives is \
    read as YAML 1.2.
    """)

  static let documentMarkerStory = story(
    "Text behind the end of a document",
    """
    Three dots end a document, and behind them, in the same line, only a comment may stand.
    """,
    """
    name: models
    ... type: bucket

    """,
    """
    Put what follows into the next line, below a `---` if it is another document.
    """)
}
