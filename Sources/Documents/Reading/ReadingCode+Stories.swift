package import Diagnostics

extension ReadingCode {
  package var story: Story {
    switch self {
    case .invalidUTF8:
      Self.story(
        "Bytes that are not UTF-8",
        """
        A file is a row of bytes, and UTF-8 says which of them make which letter. These make \
        none: the file was saved in another encoding, mostly Latin-1 or Windows-1252, or it is \
        no text at all. YAML files may be in UTF-16 or UTF-32, too; then a character is cut \
        off, or half of one stands alone. Nothing else is looked at before this is right.
        """,
        .bytes(
          Array("owner: Jo".utf8) + [0xE3] + Array("o\n".utf8),
          shownAs: "`owner: Jo?o`, where `?` is the byte E3, which is an \u{e3} in Latin-1"),
        """
        Save the file as UTF-8. `file NAME` guesses the encoding, `iconv -f LATIN1 -t UTF-8 \
        NAME` converts it.
        """)
    case .tooLarge:
      Self.story(
        "A text is too long",
        """
        No text of more than \(ReadingLimits.bytes) bytes in UTF-8 is read, so that no input can take all of a \
        machine's memory. A file in UTF-16 may be smaller on the disk than that. A \
        CloudFormation template may have 1 MB.
        """,
        // `#` and then U+4E4E in UTF-16: two bytes each, three in UTF-8.
        .repeated("NN", count: ReadingLimits.bytes / 3 + 1, prefix: "#\0"),
        """
        Check that it is the right file. Data that is that large belongs into a bucket.
        """)
    case .controlCharacter:
      Self.story(
        "A control character",
        """
        YAML allows tabs, line breaks and everything that can be printed. Other control \
        characters may not stand in a file as they are; DEL and those from U+0080 to U+009F \
        may inside quotes. They cannot be seen, and come from terminals, old editors and \
        damaged files.
        """,
        .text("name: models\u{1}\n"),
        """
        Remove the character. If a text needs it, write it as an escape in double quotes.
        """)
    case .tooDeep:
      Self.story(
        "Too many levels",
        """
        Mappings and lists are nested more than \(ReadingLimits.depth) levels deep. No document that people write \
        comes near, and the limit keeps a hostile file from exhausting memory.
        """,
        .repeated("[", count: ReadingLimits.depth + 1),
        """
        Check whether this is the right file; if a program wrote it, mend the program.
        """)
    case .tooManyMistakes:
      Self.story(
        "More mistakes than are shown",
        """
        After \(ReadingLimits.diagnostics - 1) mistakes no more are shown: so many usually have one cause, such as a file \
        in another format, or tabs for spaces throughout.
        """,
        .repeated("- @team\n", count: ReadingLimits.diagnostics),
        "Mend the first ones, then read the file again.")
    case .lineSeparator:
      Self.story(
        "A line break to some readers only",
        """
        U+0085 (next line), U+2028 and U+2029 (line and paragraph separator) end a line in YAML \
        1.1, which CloudFormation and many tools read, and are characters like any other in YAML \
        1.2. The same file means two things: a comment ends there and the rest of its line counts, \
        a text becomes two. They cannot be seen and come along with copied text. Esteira reads \
        them as YAML 1.2 does, and warns.
        """,
        .text("name: models # the first\u{2028}region: eu-west-1\n"),
        """
        Write the character as an escape in double quotes, `\\N`, `\\L` or `\\P`, where a text \
        needs it. Otherwise remove it or break the line.
        """)
    }
  }

  private static func story(
    _ title: String, _ meaning: String, _ contents: Example.Contents, _ remedy: String
  ) -> Story {
    Story(
      title: title, meaning: meaning,
      example: Example(
        files: [Example.File("stack.yaml", contents)],
        command: ["format", "--to", "json", "stack.yaml"]),
      remedy: remedy)
  }
}
