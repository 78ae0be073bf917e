import CloudFormation
import Documents
import Testing

@Suite struct ExpansionTests {
  /// What the loops below can know.
  private static let head = """
    Transform: AWS::LanguageExtensions
    Parameters:
      Names: {Type: CommaDelimitedList, Default: 'one,two'}
      Stage: {Type: String, Default: prod}
      Open: {Type: CommaDelimitedList}
      Word: {Type: String}
    Mappings:
      Zones: {prod: {All: [a, b]}, Kept: {One: Retain}}
      Of: {a: {L: [x]}, b: {L: [y, z]}}
    """

  private static func expansion(_ text: String) -> Expansion {
    let template = template(head + "\n" + text)
    let values = ParameterValues(for: template, given: [:]).values
    return Expansion(of: template, known: Surroundings(parameters: values))
  }

  @Test(arguments: [
    // Where identifiers are put in, and where they are not.
    (
      """
      Resources:
        Fn::ForEach::Topics:
          - Name
          - [a, b]
          - Topic${Name}:
              Type: T
              Properties:
                Plain: x-${Name}
                Named: !Ref Name
                Text: !Sub '${Name}-${Stage}-&{Name}-${!Name}'
                Own: !Sub ['${Name}${Stage}', {Name: mine}]
                ${Name}: key
      """,
      """
      Resources:
        Topica: {Type: T, Properties: {Plain: 'x-${Name}', Named: a, Text: !Sub 'a-${Stage}-&{Name}-${!Name}', Own: !Sub ['${Name}${Stage}', {Name: mine}], '${Name}': key}}
        Topicb: {Type: T, Properties: {Plain: 'x-${Name}', Named: b, Text: !Sub 'b-${Stage}-&{Name}-${!Name}', Own: !Sub ['${Name}${Stage}', {Name: mine}], '${Name}': key}}
      """
    ),
    // Letters and digits alone, and collections from everywhere.
    (
      """
      Resources:
        Before: {Type: T}
        Fn::ForEach::Blocks: [Block, ['10.0.0.0/24'], {'Net&{Block}': {Type: T, Properties: {P: !Ref Block}}}]
        Fn::ForEach::Param: [N, !Ref Names, {'P${N}': {Type: T}}]
        Fn::ForEach::Map: [N, !FindInMap [Zones, !Ref Stage, All], {'M${N}': {Type: T}}]
        Fn::ForEach::Split: [N, !Split ['-', 'x-y'], {'S${N}': {Type: T}}]
        Fn::ForEach::Mixed: [N, [!Ref Stage, 1], {'X${N}': {Type: T}}]
        Fn::ForEach::None: [N, [], {'Y${N}': {Type: T}}]
        After: {Type: T}
      """,
      """
      Resources:
        Before: {Type: T}
        Net1000024: {Type: T, Properties: {P: 10.0.0.0/24}}
        Pone: {Type: T}
        Ptwo: {Type: T}
        Ma: {Type: T}
        Mb: {Type: T}
        Sx: {Type: T}
        Sy: {Type: T}
        Xprod: {Type: T}
        X1: {Type: T}
        After: {Type: T}
      """
    ),
    // Loops in loops, the inner one going through what the outer one says.
    (
      """
      Resources:
        Fn::ForEach::Outer:
          - O
          - [a, b]
          - 'R${O}': {Type: T}
            Fn::ForEach::Inner:
              - I
              - !FindInMap [Of, !Ref O, L]
              - '${O}${I}': {Type: T, DependsOn: !Sub 'R${O}', Properties: {P: !Ref {'Fn::Sub': 'R${O}'}, Q: !GetAtt [!Sub 'R${O}', !Sub '${I}.Arn']}}
      """,
      """
      Resources:
        Ra: {Type: T}
        ax: {Type: T, DependsOn: Ra, Properties: {P: !Ref Ra, Q: !GetAtt [Ra, x.Arn]}}
        Rb: {Type: T}
        by: {Type: T, DependsOn: Rb, Properties: {P: !Ref Rb, Q: !GetAtt [Rb, y.Arn]}}
        bz: {Type: T, DependsOn: Rb, Properties: {P: !Ref Rb, Q: !GetAtt [Rb, z.Arn]}}
      """
    ),
    // Within properties, among conditions and outputs; attributes become plain.
    (
      """
      Conditions:
        Fn::ForEach::Is: [N, [a, b], {'Is${N}': !Equals [!Ref N, a]}]
        Fn::ForEach::Not: [N, [a], {'Not${N}': !Not [{Condition: !Sub 'Is${N}'}]}]
      Resources:
        R:
          Type: T
          DeletionPolicy: !If [Isa, Retain, Delete]
          UpdateReplacePolicy: !FindInMap [Zones, None, One, {DefaultValue: Snapshot}]
          Properties:
            Fn::ForEach::V: [N, [a, b], {'VAR_${N}': !If ['Is${N}', !Ref N, no]}]
            Fixed: 1
        Fn::ForEach::C: [N, [a], {'C${N}': {Type: T, Condition: !Sub 'Is${N}'}}]
        D: {Type: T, Condition: !FindInMap [Zones, None, One, {DefaultValue: !Ref AWS::NoValue}]}
      Outputs:
        Fn::ForEach::O: [N, [a], {'O${N}': {Condition: !Sub 'Is${N}', Value: !GetAtt [!Sub 'C${N}', Arn]}}]
      """,
      """
      Conditions: {Isa: !Equals [a, a], Isb: !Equals [b, a], Nota: !Not [!Condition Isa]}
      Resources:
        R: {Type: T, DeletionPolicy: Retain, UpdateReplacePolicy: Snapshot, Properties: {VAR_a: !If [Isa, a, no], VAR_b: !If [Isb, b, no], Fixed: 1}}
        Ca: {Type: T, Condition: Isa}
        D: {Type: T}
      Outputs: {Oa: {Condition: Isa, Value: !GetAtt [Ca, Arn]}}
      """
    ),
    // Functions of the extensions: worked out where that can be done now.
    (
      """
      Resources:
        R:
          Type: T
          Properties:
            Count: {Fn::Length: !Ref Names}
            Later: {Fn::Length: !Ref Open}
            Text: {Fn::ToJsonString: {a: !Ref Stage, b: [1]}}
            Half: {Fn::ToJsonString: {a: !GetAtt R.Arn}}
            Map: !FindInMap [Zones, !Sub '${Stage}', All]
            Plain: !FindInMap [Zones, !Ref Stage, All]
      """,
      """
      Resources:
        R:
          Type: T
          Properties:
            Count: 2
            Later: {Fn::Length: !Ref Open}
            Text: '{"a":"prod","b":[1]}'
            Half: {Fn::ToJsonString: {a: !GetAtt R.Arn}}
            Map: [a, b]
            Plain: !FindInMap [Zones, !Ref Stage, All]
      """
    ),
  ])
  func loopsAreUnrolled(_ text: String, _ expected: String) {
    let expansion = Self.expansion(text)
    #expect(expansion.mistakes == [])
    #expect(expansion.open == [])
    var head = template(Self.head).body
    head["Transform"] = nil
    for member in template(expected).body.members { head[member.key] = member.value }
    #expect(expansion.template.value == .object(head))
    let ids = expansion.template.resources.map(\.id)
    #expect(ids == template(expected).resources.map(\.id), "the order of the loops is kept")
  }

  @Test(arguments: [
    ("AWS::LanguageExtensions", "{}"),
    ("[AWS::LanguageExtensions, Mine]", "{Transform: [Mine]}"),
    ("{Name: AWS::LanguageExtensions}", "{}"),
    ("Mine", "{Transform: Mine}"),
  ])
  func theTransformIsGoneAfterwards(_ transform: String, _ left: String) {
    let expansion = Expansion(of: template("Transform: \(transform)"))
    #expect(expansion.template.value == yaml(left))
  }

  @Test func whoeverDoesNotAskIsLeftAlone() {
    let whole = template("Resources: {'Fn::ForEach::A': [N, [a], {'R${N}': {Type: T}}]}")
    #expect(Expansion(of: whole).template == whole)
  }

  @Test func whatIsMadeKnowsWhereItIsWritten() {
    let expansion = Self.expansion(
      """
      Resources:
        Fn::ForEach::Outer:
          - O
          - [a]
          - Fn::ForEach::Inner: [I, [x], {'${O}${I}': {Type: T, Properties: {P: {Fn::ForEach::V: [V, [k], {'${V}': 1}]}}}}]
        R: {Type: T}
      """)
    let keys = { (path: String) in Path(path.split(separator: "/").map { .key(String($0)) }) }
    #expect(
      expansion.origin(of: keys("Resources/ax/Type")).description
        == #"Resources.Fn::ForEach::Outer[2].Fn::ForEach::Inner[2]["${O}${I}"].Type"#)
    #expect(
      expansion.origin(of: keys("Resources/ax/Properties/P/k")).description
        == #"Resources.Fn::ForEach::Outer[2].Fn::ForEach::Inner[2]["${O}${I}"].Properties.P.Fn::ForEach::V[2]["${V}"]"#
    )
    #expect(expansion.origin(of: keys("Resources/R/Type")) == keys("Resources/R/Type"))
  }

  @Test(
    arguments: [
      ("Fn::ForEach::L: [N, !Ref Open, {'R${N}': {Type: T}}]", [.parameter("Open")]),
      ("Fn::ForEach::L: [N, [a, !Ref Word], {'R${N}': {Type: T}}]", [.parameter("Word")]),
      (
        "Fn::ForEach::L: [N, [a], {'Fn::ForEach::M': [I, !Split [!Ref N, !Ref Word], {'R${N}${I}': {Type: T}}]}]",
        [.parameter("Word")]
      ),
    ] as [(String, [Unknown.Cause])])
  func loopsOverWhatIsNotKnownStay(_ loop: String, _ causes: [Unknown.Cause]) {
    let expansion = Self.expansion("Resources:\n  R: {Type: T}\n  \(loop)")
    #expect(expansion.mistakes == [])
    #expect(expansion.open.flatMap(\.causes) == causes)
    #expect(.object(expansion.template.section(.resources)) == yaml("{R: {Type: T}, \(loop)}"))
    #expect(expansion.violation?.message.contains("Could not find a collection") == true)
  }

  @Test(
    arguments: [
      ("Fn::ForEach::L: x", .parts, "L"),
      ("Fn::ForEach::L: [N, [a]]", .parts, "L"),
      ("Fn::ForEach::L: [[N], [a], {'R${N}': {Type: T}}]", .identifier, "L[0]"),
      ("Fn::ForEach::L: [N-1, [a], {'R${N-1}': {Type: T}}]", .identifier, "L[0]"),
      ("Fn::ForEach::L: [Stage, [a], {'R${Stage}': {Type: T}}]", .takenIdentifier("Stage"), "L[0]"),
      ("Fn::ForEach::L: [N, text, {'R${N}': {Type: T}}]", .collection, "L[1]"),
      ("Fn::ForEach::L: [N, !Ref Stage, {'R${N}': {Type: T}}]", .collection, "L[1]"),
      ("Fn::ForEach::L: [N, !Ref Nothing, {'R${N}': {Type: T}}]", .collection, "L[1]"),
      ("Fn::ForEach::L: [N, [[a]], {'R${N}': {Type: T}}]", .collection, "L[1]"),
      ("Fn::ForEach::L: [N, [a], [x]]", .fragment, "L[2]"),
      ("Fn::ForEach::L: [N, [a], {}]", .fragment, "L[2]"),
      ("Fn::ForEach::L: [N, [a], {R: {Type: T}}]", .key("R", identifier: "N"), "L[2].R"),
      ("Fn::ForEach::L: [N, [a, a], {'R${N}': {Type: T}}]", .madeTwice("Ra", others: 0), "L"),
      (
        "Fn::ForEach::L: [N, [a, b, a, b, a, c], {'R${N}': {Type: T}}]",
        .madeTwice("Ra", others: 1), "L"
      ),
      (
        "Fn::ForEach::L: [N, [a], {'R${N}': {Type: T}}], Ra: {Type: T}",
        .madeTwice("Ra", others: 0), "L"
      ),
      ("Fn::ForEach::R: [N, [a], {'R${N}': {Type: T}}], R: {Type: T}", .takenName("R"), "R"),
      ("Fn::ForEach::a-b: [N, [a], {'R${N}': {Type: T}}]", .name("a-b"), "a-b"),
      (
        "Fn::ForEach::L: [N, [a], {'Fn::ForEach::L': [I, [b], {'R${N}${I}': {Type: T}}]}]",
        .takenName("L"), "L[2].Fn::ForEach::L"
      ),
      (
        "Fn::ForEach::L: [N, [a, b], {'Fn::ForEach::M': [N, [b], {'R${N}': {Type: T}}]}]",
        .takenIdentifier("N"), "L[2].Fn::ForEach::M[0]"
      ),
    ] as [(String, Expansion.Mistake.Kind, String)])
  func mistakesAreSaidOnceWhereTheyAre(
    _ loop: String, _ kind: Expansion.Mistake.Kind, _ place: String
  ) {
    let expansion = Self.expansion("Resources: {X: {Type: T}, \(loop)}")
    #expect(expansion.mistakes.map(\.kind) == [kind])
    let (name, rest) =
      place.firstIndex { $0 == "[" }.map { (place[..<$0], place[$0...]) } ?? (
        place[...], ""
      )
    #expect(
      expansion.mistakes.map(\.path.description) == ["Resources.Fn::ForEach::\(name)\(rest)"]
    )
    #expect(expansion.mistakes.allSatisfy { !$0.message.isEmpty })
    #expect(
      expansion.violation?.message.hasPrefix("Transform AWS::LanguageExtensions failed") == true)
  }

  @Test func loopsStandInThreeSectionsOnly() {
    let expansion = Expansion(
      of: template(
        "Transform: AWS::LanguageExtensions\nMetadata: {'Fn::ForEach::L': [N, [a], {'R${N}': 1}]}"))
    #expect(expansion.mistakes.map(\.kind) == [.place])
  }

  @Test func loopsOfLoopsEndWhereTemplatesDo() {
    let many = (0..<200).map(String.init).joined(separator: ",")
    let expansion = Expansion(
      of: template(
        """
        Transform: AWS::LanguageExtensions
        Resources:
          Fn::ForEach::A: [A, [\(many)], {'Fn::ForEach::B': [B, [\(many)], {'Fn::ForEach::C': [C, [\(many)], {'R${A}x${B}x${C}': {Type: T}}]}]}]
        """))
    #expect(expansion.mistakes.map(\.kind) == [.size])
    #expect(expansion.template.resources.count < 1_000_000)
  }
}
