package import Diagnostics

extension JSONCode {
  package var story: Story {
    switch self {
    case .empty:
      Self.story(
        "The JSON text is empty",
        """
        A JSON text is exactly one value: an object, an array, a string, a number, true, false or \
        null. This one holds nothing but white space, often because the program that should have \
        written it failed.
        """,
        " \n", "Write the value; an empty object is {}.")
    case .comment:
      Self.story(
        "A comment in JSON",
        """
        JSON has no comments of any kind: neither // nor /* */ nor #. Some programs read them all \
        the same, CloudFormation and most others do not.
        """,
        """
        {
          // the bucket of the team
          "Type": "AWS::S3::Bucket"
        }
        """,
        """
        Remove the comment. To keep it, convert the file with `esteira format --to yaml` and write \
        the comment there.
        """)
    case .trailingComma:
      Self.story(
        "A comma after the last value",
        """
        In JSON a comma stands between two values. After the last one there is nothing to \
        separate, although many programming languages allow it.
        """,
        "{\"Tags\": [\"a\", \"b\",]}", "Remove the comma.")
    case .missingComma:
      Self.story(
        "A comma is missing",
        """
        The elements of an array and the members of an object are separated by commas. Here one \
        value follows another directly, often because a line was added at the end of a list.
        """,
        """
        {
          "Type": "AWS::S3::Bucket"
          "DeletionPolicy": "Retain"
        }
        """,
        "Add a comma behind the first of the two values.")
    case .extraComma:
      Self.story(
        "A comma with no value before it",
        """
        A comma separates two values, so there is one on each side of it. Two commas in a row, or \
        one right behind an opening bracket, leave a gap that JSON does not know.
        """,
        "[1,, 2]", "Remove the comma, or write the value that belongs before it.")
    case .missingColon:
      Self.story(
        "A colon is missing between a key and its value",
        """
        A member of an object is a key, a colon and a value. Other signs, such as = or =>, do not \
        stand in for the colon.
        """,
        "{\"Type\" \"AWS::S3::Bucket\"}", "Write \"key\": value.")
    case .missingValue:
      Self.story(
        "A key without a value",
        """
        A member of an object is a key, a colon and a value. Here the value is not there: the \
        object ends, or the next member begins. A list of texts without keys is an array and \
        stands in square brackets.
        """,
        "{\"Type\": , \"DeletionPolicy\": \"Retain\"}",
        "Write the value, null if there is none, or remove the key.")
    case .wrongQuotes:
      Self.story(
        "Quotes that are not JSON's",
        """
        JSON puts texts and keys in straight double quotes. Single quotes come from Python or \
        JavaScript, curly ones from a word processor or a chat.
        """,
        "{'Type': 'AWS::S3::Bucket'}",
        "Write straight double quotes. A double quote within the text is written \\\".")
    case .unquotedKey:
      Self.story(
        "A key without quotes",
        """
        Every key of a JSON object is a string in double quotes, even where JavaScript or YAML \
        would do without.
        """,
        "{Type: \"AWS::S3::Bucket\"}", "Put the key in double quotes.")
    case .keyNotString:
      Self.story(
        "A key that is not a string",
        """
        The keys of a JSON object are strings. Here stands an object, an array or nothing at all \
        where a key is expected, often because a closing bracket is one line too late.
        """,
        "{\"Type\": \"AWS::S3::Bucket\", {\"DeletionPolicy\": \"Retain\"}}",
        "Write a key and a colon before the value, or check the brackets above.")
    case .unquotedText:
      Self.story(
        "A word that JSON does not know",
        """
        The only words in JSON are true, false and null, in small letters. Python's True and None, \
        JavaScript's undefined and every other text need to be written in another way.
        """,
        "{\"Enabled\": True}",
        "Write true, false or null, or put the text in double quotes.")
    case .nonFiniteNumber:
      Self.story(
        "A number that is not finite",
        """
        NaN and Infinity are not numbers of JSON. Python's json module writes them all the same \
        unless it is told not to (allow_nan=False), and then most readers refuse the file.
        """,
        "{\"Threshold\": NaN}",
        "Write null, or a text in double quotes, whichever the reader of the file knows.")
    case .leadingZero:
      Self.story(
        "A number with a leading zero",
        """
        A JSON number does not begin with a zero unless that is its only digit before the point. \
        Some languages read 0755 as octal, and an account id or a part number is no number at \
        all: without quotes it would lose its zeros.
        """,
        "{\"Account\": 012345678901}",
        "Put it in double quotes if every digit counts; otherwise remove the zeros.")
    case .malformedNumber:
      Self.story(
        "This is not how JSON writes a number",
        """
        A JSON number is an optional minus, digits, optionally a point and more digits, and \
        optionally an exponent: 12, -0.5, 6.02e23. There is no plus sign, no bare point, no \
        hexadecimal and no underscore. Versions, dates and times are texts.
        """,
        "{\"Size\": 0x1F, \"Share\": .5, \"Version\": 1.2.3}",
        "Write the number in JSON's way, or put it in double quotes if it is a text.")
    case .unclosedString:
      Self.story(
        "A string that is not closed",
        """
        A string begins and ends with a double quote, on one line. Here a line or the text ends \
        first, or the next string begins.
        """,
        """
        {
          "Type": "AWS::S3::Bucket,
          "DeletionPolicy": "Retain"
        }
        """,
        "Add the closing double quote. A line break within a text is written \\n.")
    case .unescapedQuote:
      Self.story(
        "A double quote within a text",
        """
        A double quote ends a string. If more text follows, the quote was probably meant to be \
        part of the text and needs a backslash.
        """,
        "{\"Description\": \"the \"small\" one\"}",
        "Write \\\" for a double quote that is part of the text.")
    case .controlCharacter:
      Self.story(
        "A control character in a string",
        """
        Tabs, line breaks and the other characters below U+0020 cannot stand in a JSON string as \
        they are.
        """,
        "{\"Description\": \"one\ttwo\"}",
        "Write the escape: \\t for a tab, \\n for a line break, \\u001b and the like for others.")
    case .badEscape:
      Self.story(
        "An escape that JSON does not know",
        """
        Behind a backslash JSON allows \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with exactly four \
        hexadecimal digits. A Windows path or a regular expression needs each of its backslashes \
        twice.
        """,
        #"{"Path": "C:\Models", "Pattern": "\d+"}"#,
        "Double the backslash, or use one of the escapes above.")
    case .loneSurrogate:
      Self.story(
        "Half a character",
        """
        Characters beyond U+FFFF, such as emoji, are escaped as two \\u escapes that belong \
        together: one from D800 to DBFF, then one from DC00 to DFFF. One of them alone is no \
        character; programs that read it write different things afterwards.
        """,
        #"{"Description": "\ud83d"}"#,
        "Write both halves, or the character itself, which needs no escape.")
    case .mismatchedBracket:
      Self.story(
        "A closing bracket that does not fit",
        """
        An object that is opened with { is closed with }, an array that is opened with [ is closed \
        with ], and the inner one before the outer one.
        """,
        "{\"Tags\": [\"a\", \"b\"}}",
        "Write the bracket that fits the opening one that the message shows.")
    case .unclosedBracket:
      Self.story(
        "The text ends too early",
        """
        An object or array is still open where the text ends. Either closing brackets are missing \
        or the file was cut off, for example by a full disk or an interrupted download.
        """,
        "{\"Resources\": {\"Bucket\": {\"Type\": \"AWS::S3::Bucket\"}",
        "Add the brackets, or get the whole file.")
    case .textAfterValue:
      Self.story(
        "Text after the value",
        """
        A JSON text is exactly one value. Behind its end only white space is allowed. If a bracket \
        follows, one above closes too early, or one too many stands here.
        """,
        "{\"Type\": \"AWS::S3::Bucket\"}}",
        "Remove the text, or the bracket that ends the value too early.")
    case .secondValue:
      Self.story(
        "More than one value",
        """
        A JSON text is exactly one value. Several, one after another, are another format (JSON \
        Lines), and two files that were joined are neither.
        """,
        "{\"a\": 1}\n{\"a\": 2}\n",
        "Put the values into an array, [value, value], or into a file each.")
    case .unexpectedText:
      Self.story(
        "Something that cannot stand here",
        """
        Between values JSON allows commas, brackets, colons after keys, spaces, tabs and line \
        breaks. Anything else is an error, also characters that cannot be seen, such as the \
        no-break space that comes with text copied from a web page.
        """,
        "{\"Size\": 1 + 2}",
        "Remove it; if it belongs to a text, put the whole text in double quotes.")
    case .keyInArray:
      Self.story(
        "A key in an array",
        """
        The elements of an array have no keys. A colon behind an element means that an object was \
        meant, which stands in curly brackets.
        """,
        "[\"Type\": \"AWS::S3::Bucket\"]",
        "Write { } instead of [ ], or put an object into the array: [{\"key\": value}].")
    }
  }

  private static func story(
    _ title: String, _ meaning: String, _ example: String, _ remedy: String
  ) -> Story {
    Story(
      title: title, meaning: meaning,
      example: .file("example.json", example, command: ["format", "--to", "json", "example.json"]),
      remedy: remedy)
  }
}
