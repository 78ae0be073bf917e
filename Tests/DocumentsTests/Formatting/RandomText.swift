import TestSupport

/// YAML texts with all that is awkward to lay out, the same ones for the same seed: properties of
/// nothing, lone `?`, comments anywhere, block scalars of every kind, files that end anyhow.
struct RandomText {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// A stream of one document or more.
  mutating func stream() -> String {
    var text = document()
    while chance(5) { text += "\n" + pick(["---\n", "...\n---\n", "--- "]) + document() }
    return text + pick(Self.endings)
  }

  /// What a file may end with.
  static let endings = [
    "", "\n", "\n\n", "\n\n\n", " ", "\n ", "\n  ", "\n\t", " # end", "\n# end", "\n# end\n",
    "\n  # end", "\n...", "\n...\n", "\n---", "\n--- |\n x",
  ]

  private static let words = ["a", "b", "1", "x y", "a#b", "-1", "?x", ":x", "-x", "a:b", ""]
  private static let texts = ["\"q\"", "'s'", "\"a\n    b\"", "'it''s'", "\"\"", "x\n    y"]
  private static let properties = [
    "!!str ", "&x ", "!t ", "!!str &y ", "&z !!null ", "!<tag:a> ", "! ", "!!str a", "&w b",
    "&k 'x'",
  ]

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &generator)]
  }

  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &generator) == 0
  }

  private mutating func below(_ count: Int) -> Int {
    Int.random(in: 0..<count, using: &generator)
  }

  private func indented(_ column: Int) -> String { String(repeating: " ", count: column) }

  private mutating func scalar() -> String {
    pick(pick([Self.words, Self.texts, Self.properties]))
  }

  private mutating func gap() -> String {
    pick(["", "", " ", "  ", "\n    ", " # c\n    ", "\n\n    # d\n  "])
  }

  private mutating func flow(depth: Int) -> String {
    let isSequence = chance(2)
    let items = (0..<below(4)).map { _ in gap() + item(depth: depth) + gap() }
    let comma = !items.isEmpty && chance(5) ? "," : ""
    return (isSequence ? "[" : "{") + items.joined(separator: ",") + comma + gap()
      + (isSequence ? "]" : "}")
  }

  private mutating func item(depth: Int) -> String {
    switch below(6) {
    case 0: "? " + gap() + part(depth)
    case 1: "? " + part(depth) + gap() + " : " + part(depth)
    case 2: pick(Self.words + Self.properties) + " : " + part(depth)
    case 3: "? "
    case 4: ": " + part(depth)
    default: part(depth)
    }
  }

  private mutating func part(_ depth: Int) -> String {
    depth > 0 && chance(3) ? flow(depth: depth - 1) : scalar()
  }

  private mutating func block(indentation: Int) -> String {
    let header = pick(["|", ">"]) + pick(["", "+", "-", "2", "2+", "2-", "+2", "1", "3"])
    let margin = indented(indentation)
    let lines = (0..<below(5)).map { _ in
      "\n"
        + pick([
          "", margin + "x", margin + "  y", margin + " z", indented(below(6)), margin + "\tt",
          margin + "# no", margin + "w  ", indented(max(0, indentation - 1)) + "# c",
        ])
    }
    return header + pick(["", " ", " # c"]) + lines.joined()
  }

  private mutating func node(column: Int, depth: Int) -> String {
    switch below(10) {
    case 0..<3: return " " + scalar()
    case 3..<5:
      let lines = flow(depth: 2).split(separator: "\n", omittingEmptySubsequences: false)
      return " " + lines.joined(separator: "\n" + indented(max(0, column)))
    case 5..<7:
      return " " + pick(["", "!!str ", "&b "])
        + block(indentation: max(0, column + pick([1, 2, 2, 3])))
    case _ where depth == 0: return " z"
    case 9: return pick(["", " &s"]) + lines(column: column, depth: depth) { _ in "-" }
    default:
      return pick(["", " &m", " !!map", " # c"])
        + lines(column: column, depth: depth) { "k\($0):" }
    }
  }

  private mutating func lines(column: Int, depth: Int, lead: (Int) -> String) -> String {
    let inner = max(0, column + pick([1, 2, 2, 4]))
    return (0..<(1 + below(3))).map { index in
      let comment = chance(5) ? "\n" + indented(below(inner + 2)) + "# cc" : ""
      return comment + "\n" + indented(inner) + lead(index) + node(column: inner, depth: depth - 1)
    }.joined()
  }

  private mutating func document() -> String {
    switch below(8) {
    case 0: flow(depth: 3)
    case 1: block(indentation: below(4))
    case 2: scalar()
    case 3: "---" + node(column: -1, depth: 2)
    default: String(lines(column: -1, depth: 3) { "k\($0):" }.dropFirst())
    }
  }
}
