import Diagnostics
import Documents
import Testing

/// Ugly input and its canonical layout.
@Suite struct FormattingTests {
  struct Golden: Sendable, CustomTestStringConvertible {
    var name: String
    var ugly: String
    var canonical: String
    var testDescription: String { name }

    init(_ name: String, _ ugly: String, _ canonical: String) {
      self.name = name
      self.ugly = ugly
      self.canonical = canonical
    }
  }

  static let goldens: [Golden] = [
    Golden(
      "A stack file",
      """


      stack:    serving   # the name
      description: >-
            Open to
            the internet

              - really


      # What there is
      resources:

          image :
              type: ecr-repository
              keep-images:   20
          # Serves it.
          endpoint:
              type:   sagemaker-endpoint
              rules:
              -   a
              -
                  b: [1,2 ,  3]
                  c: {x: 1,y:   'z' , }
              -   - nested
                  - "quoted"
              # the last rule
              # instances: 2
      outputs:
        url:
             ${api.url}

      """,
      """
      stack: serving  # the name
      description: >-
        Open to
        the internet

          - really

      # What there is
      resources:
        image:
          type: ecr-repository
          keep-images: 20
        # Serves it.
        endpoint:
          type: sagemaker-endpoint
          rules:
            - a
            - b: [1, 2, 3]
              c: {x: 1, y: 'z'}
            - - nested
              - "quoted"
          # the last rule
          # instances: 2
      outputs:
        url: ${api.url}

      """),
    Golden(
      "A template with short tags",
      """
      AWSTemplateFormatVersion: '2010-09-09'
      Resources:
       Bucket:
        Type:  AWS::S3::Bucket
        Properties:
         BucketName:   !Sub   '${AWS::StackName}-b'
         Tags: !If [ C,[{Key: a,Value: b}],!Ref AWS::NoValue ]
         Policy: !Sub |
                {
                  "Version": "2012-10-17"
                }
         Names:
         - !GetAtt a.b
         -  !Join [ "", [ a ] ]
      """,
      """
      AWSTemplateFormatVersion: '2010-09-09'
      Resources:
        Bucket:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub '${AWS::StackName}-b'
            Tags: !If [C, [{Key: a, Value: b}], !Ref AWS::NoValue]
            Policy: !Sub |
              {
                "Version": "2012-10-17"
              }
            Names:
              - !GetAtt a.b
              - !Join ["", [a]]

      """),
    Golden(
      "Block scalars",
      """
      a: |4
            two more
          text
      b: |+
       kept


      c: >2-
         more

        x
      d: |
       trailing\u{20}\u{20}
      e:
        - |  # about it
           x
        - >+

      f: |-
           cut
      """,
      """
      a: |2
          two more
        text
      b: |+
        kept


      c: >2-
         more

        x
      d: |
        trailing\u{20}\u{20}
      e:
        - |  # about it
          x
        - >+

      f: |-
        cut

      """),
    Golden(
      "Scalars of several lines",
      """
      a: one
             two

             three
      b:
          one
          two
      c: "x \\
            \\  y\\ \u{20}
        z "
      d: 'it''s
         so'
      """,
      """
      a: one
        two

        three
      b:
        one
        two
      c: "x \\
        \\  y\\\u{20}
        z "
      d: 'it''s
        so'

      """),
    Golden(
      "Flow collections",
      """
      a: {
        x: 1,   # one
        y: [
          2, 3],
        # last
        }
      b:   [   ]
      c: [ #empty
         ]
      long: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, cccccccccccccccccccc, ddddddddd]
      alsoLong: {aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: 1, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb: 2, cccccccccccccc: 3}
      pairs: &a [? x,:   y,{z},"q":r,]
      """,
      """
      a:
        {
          x: 1,  # one
          y: [
            2,
            3
          ]
          # last
        }
      b: []
      c:
        [  #empty
        ]
      long:
        [
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,
          bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,
          cccccccccccccccccccc,
          ddddddddd
        ]
      alsoLong:
        {aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: 1, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb: 2, cccccccccccccc: 3}
      pairs: &a [? x, : y, {z}, "q": r]

      """),
    Golden(
      "Comments",
      """
      # first


      # second
      a: # of a
          # above b
          b: # of b
              1 # of 1
              # below b


          # below a's
      # above c
      c:
      - x   # of x
      # above y
      -   # of the dash
          y
      # above d
      d:   &n   # of n
             k:   v
         # odd


      # the end
      """,
      """
      # first

      # second
      a:  # of a
        # above b
        b:  # of b
          1  # of 1
        # below b

        # below a's
      # above c
      c:
        - x  # of x
        # above y
        -  # of the dash
          y
      # above d
      d: &n  # of n
        k: v
      # odd

      # the end

      """),
    Golden(
      "Documents",
      """
      %YAML 1.2   # the version
      ---   # one
      a: 1
      ...


      --- !!set
      ? x
      ?   y
      ---
      text
      --- |
       literal
      ---
      ? - complex
      :   - value
      ?  simple
      : value
      """,
      """
      %YAML 1.2  # the version
      ---  # one
      a: 1
      ...

      --- !!set
      ? x
      ? y
      --- text
      --- |
        literal
      ---
      ? - complex
      : - value
      simple: value

      """),
    Golden(
      "CRLF and a byte-order mark",
      "\u{FEFF}a:   1\r\nb: \"x\r\n   y\"\r\n\r\n\r\nc: |\r\n   z\r\n",
      "a: 1\nb: \"x\n  y\"\n\nc: |\n  z\n"),
    Golden("Comments alone", "\n\n  # a\n\n\n#b   \n", "# a\n\n#b\n"),
    Golden("Nothing", "", ""),
    Golden("Empty lines", "\n \n\n", ""),
    Golden("What looks like a marker", " --- a: b\n c: d\n", "  --- a: b\n  c: d\n"),
    Golden("A literal that the file ends in", "a: |\n    x", "a: |\n  x"),
  ]

  @Test(arguments: goldens) func canonical(_ golden: Golden) {
    let formatted = Formatting.format(Source(name: "ugly.yaml", text: golden.ugly))
    #expect(formatted.text == golden.canonical)
    #expect(!formatted.diagnostics.hasErrors)
    #expect(formatted.changed == (golden.ugly != golden.canonical))
    let again = Formatting.format(Source(name: "canonical.yaml", text: golden.canonical))
    #expect(again.text == golden.canonical)
    #expect(!again.changed)
  }

  @Test(arguments: [
    "a: [1\nb: 2\n", "a: 1\na: 2\n", "a: \"x\n", "\ta: 1\n  b", "a: [${x}]\nb: \"\n",
  ])
  func errors(_ text: String) {
    let source = Source(name: "broken.yaml", text: text)
    let formatted = Formatting.format(source)
    #expect(formatted.text == nil)
    #expect(!formatted.changed)
    #expect(formatted.diagnostics.hasErrors)
    #expect(formatted.diagnostics.allSatisfy { $0.place?.source === source })
  }

  /// CloudFormation's reader takes what YAML 1.2 refuses.
  @Test func templates() {
    let source = Source(name: "template.yaml", text: "a:\n    b: [\n    c]\n")
    #expect(Formatting.format(source).text == nil)
    #expect(
      Formatting.format(source, as: .cloudFormation).text == "a:\n  b:\n    [\n      c\n    ]\n")
  }

  @Test func deepNesting() {
    let depth = ReadingLimits.depth - 2
    var block = ""
    for level in 0..<depth { block += String(repeating: "   ", count: level) + "k:\n" }
    block += String(repeating: "   ", count: depth) + "v: 1\n"
    #expect(
      Formatting.format(Source(name: "deep", text: block)).text?.hasSuffix("  v: 1\n") == true)
    let flow = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(Formatting.format(Source(name: "deep", text: flow)).text?.hasPrefix("[\n  [\n") == true)
    let dashes = String(repeating: "- ", count: depth) + "x\n"
    #expect(Formatting.format(Source(name: "deep", text: dashes)).text == dashes)
  }
}
