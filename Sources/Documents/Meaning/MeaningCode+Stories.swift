package import Diagnostics

extension MeaningCode {
  package var story: Story {
    switch self {
    case .duplicateKey:
      Self.story(
        "A key stands twice in one mapping",
        """
        Every key of a mapping has one value. Of two, most readers would take the last one in \
        silence, and the first would be lost. So this is an error in YAML, stack files and \
        templates; in plain JSON, which allows it, a warning. Keys are equal when their texts \
        are: `1` and `"1"` are, too.
        """,
        """
        type: bucket
        name: models
        type: topic

        """,
        """
        Remove one of them, or give one another name. Sometimes a line is indented too little \
        and belongs to another mapping.
        """)
    case .aliasExpansion:
      Self.story(
        "Aliases stand for too much",
        """
        An alias stands for a whole value, and may itself be part of a value that another \
        alias stands for. A few lines can so mean millions of values, or nest them without \
        end; files that do it are mostly attacks on the reader. A document may stand for \(ReadingLimits.expandedNodes) \
        values and \(ReadingLimits.expandedBytes) bytes of text at most, nested \(ReadingLimits.depth) deep.
        """,
        Self.manyAliases,
        """
        Write out what is needed. If a program wrote the file, mend the program.
        """)
    case .mergeKey:
      Self.story(
        "`<<` merges something that is no mapping",
        """
        In stack files and templates the key `<<` brings the entries of another mapping, \
        mostly an alias, into the one it stands in. Its value is a mapping or a list of \
        mappings; other values have no entries.
        """,
        """
        Base: &base models
        Bucket:
          <<: *base

        """,
        """
        Give the anchor to a mapping. If the key really is called `<<`, quote it.
        """, isTemplate: true)
    case .keyNotText:
      Self.story(
        "A key that is a list or a mapping",
        """
        YAML allows keys of any kind. Values, JSON and stack files know only keys that are \
        texts. Mostly a bracket or brace was meant as part of a text.
        """,
        "[predict, health]: routes\n",
        "Write a text as the key; quote it if it begins with a bracket.")
    case .numberNotJSON:
      Self.story(
        "A number that JSON does not know",
        """
        YAML writes infinity as `.inf` and what is no number as `.nan`. JSON has no such \
        numbers, so a file with one cannot be converted.
        """,
        "threshold: .inf\n",
        "Write a finite number, or quote the value if a text will do.")
    case .leadingZero:
      Self.story(
        "A number loses its leading zeros",
        """
        Digits without quotes are a number, and a number has no leading zeros: `012345678901` \
        is read as 12345678901. For an account id or a part number every digit counts, so this \
        is a warning.
        """,
        "account: 012345678901\n",
        """
        Quote the value if it is a text that consists of digits. Otherwise remove the zeros.
        """)
    case .tagMismatch:
      Self.story(
        "A value does not fit its tag",
        """
        A tag such as `!!int` or `!!bool` says of which type the value is, and this value \
        cannot be read as that.
        """,
        "count: !!int many\n",
        "Remove the tag, or write a value of its type.")
    case .shortTag:
      Self.story(
        "A short tag does not have what it needs",
        """
        CloudFormation's tags are short for functions: `!Ref x` for `Ref`, `!GetAtt a.b` for \
        `Fn::GetAtt` with a resource and an attribute, separated by a dot. Here one of them is \
        missing. Or the tag stands before a key: a key is a text and cannot be a function.
        """,
        """
        Outputs:
          Arn:
            Value: !GetAtt Bucket

        """,
        """
        Write the resource, a dot and the attribute: `!GetAtt Bucket.Arn`. Remove a tag before a \
        key.
        """, isTemplate: true)
    case .unknownTag:
      Self.story(
        "A tag gets lost",
        """
        A tag says of which type a value is. JSON has no tags, and plain values know only YAML's \
        own: texts, numbers, booleans, null, lists and mappings. This value has another one, \
        such as CloudFormation's `!Sub` or the `!!binary` of YAML 1.1, and is converted as if it \
        had none. What reads the result will not do what the tag says.
        """,
        "url: !Sub https://${Bucket}.example.com\n",
        """
        Convert CloudFormation templates with `--cloudformation`, which writes short tags in \
        their long form. Otherwise remove the tag, if the value is meant as it is written.
        """)
    }
  }

  /// Six lines that stand for a million values and more.
  private static let manyAliases = """
    a: &a [x, x, x, x, x, x, x, x, x, x]
    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
    d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
    e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
    f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]

    """

  private static func story(
    _ title: String, _ meaning: String, _ example: String, _ remedy: String,
    isTemplate: Bool = false
  ) -> Story {
    let name = isTemplate ? "template.yaml" : "stack.yaml"
    let flags = isTemplate ? ["--cloudformation"] : []
    return Story(
      title: title, meaning: meaning,
      example: .file(name, example, command: ["format", "--to", "json"] + flags + [name]),
      remedy: remedy)
  }
}
