import Components
import Stacks
import TestSupport

/// A YAML value whose scalars are written as they are to stand in the file.
enum WrittenValue: Sendable {
  case scalar(String)
  case list([WrittenValue])
  case mapping([WrittenEntry])

  /// In one line.
  var inFlow: String {
    switch self {
    case .scalar(let text): text
    case .list(let elements): "[\(elements.map(\.inFlow).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\($0.key): \($0.value.inFlow)" }.joined(separator: ", "))}"
    }
  }

  /// In lines of their own below a key, with comments among them.
  func inBlock(_ indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .scalar(let text): return " \(text)  # as it is\n"
    case .list(let elements):
      if elements.isEmpty { return " []\n" }
      return "\n" + elements.map { "\(margin)- \($0.inFlow)\n" }.joined()
    case .mapping(let entries):
      if entries.isEmpty { return " {}\n" }
      return "\n"
        + entries.map {
          "\n\(margin)# of \($0.key)\n\(margin)\($0.key):\($0.value.inBlock(indent + 3))"
        }
        .joined()
    }
  }

  /// The same with the entries of every mapping in another order.
  func shuffled(_ generator: inout SeededGenerator) -> WrittenValue {
    switch self {
    case .scalar: return self
    case .list(let elements): return .list(elements.map { $0.shuffled(&generator) })
    case .mapping(let entries):
      return .mapping(
        entries.map { WrittenEntry($0.key, $0.value.shuffled(&generator)) }.shuffled(
          using: &generator))
    }
  }
}

/// A key and its value.
struct WrittenEntry: Sendable {
  var key: String
  var value: WrittenValue

  init(_ key: String, _ value: WrittenValue) {
    self.key = key
    self.value = value
  }
}

/// Stacks of random resources, by what the components declare.
struct RandomStack {
  /// The resources by their names.
  var resources: [WrittenEntry]

  /// What the examples of fields refer to.
  private static let others: [WrittenEntry] = [
    WrittenEntry("alerts", .scalar("{type: topic}")),
    WrittenEntry("logs", .scalar("{type: bucket, takes-access-logs: true}")),
    WrittenEntry("arrivals", .scalar("{type: bucket, events: true}")),
    WrittenEntry("jobs", .scalar("{type: AWS::SQS::Queue}")),
    WrittenEntry("network", .scalar("{type: network}")),
    WrittenEntry("artifacts", .scalar("{type: bucket}")),
    WrittenEntry("db", .scalar("{type: postgres, network: \"${network}\"}")),
    WrittenEntry(
      "web",
      .scalar(
        "{type: fargate-service, image: \"nginx:1\", network: \"${network}\", port: 80}")),
    WrittenEntry("image", .scalar("{type: ecr-repository, pulled-by-lambda: true}")),
    WrittenEntry(
      "pager",
      .scalar(
        "{type: AWS::Lambda::Function, properties: {Code: {ZipFile: pass}, Handler: index.handler, Runtime: python3.13, Role: \"arn:aws:iam::111111111111:role/pager\"}}"
      )
    ),
  ]

  init(_ generator: inout SeededGenerator) {
    let names = ["first", "second-one", "x3", "model-data"]
    resources = names.prefix(Int.random(in: 1...4, using: &generator)).map { name in
      let component = Components.catalogue.components.randomElement(using: &generator)
      guard let component else { return WrittenEntry(name, .scalar("{}")) }
      let fields = Self.fields(component.fields, &generator)
      return WrittenEntry(
        name, .mapping([WrittenEntry("type", .scalar(component.name))] + fields))
    }
  }

  private static func fields(
    _ fields: [any FieldDeclaration], _ generator: inout SeededGenerator
  ) -> [WrittenEntry] {
    fields.filter { $0.isRequired || Int.random(in: 0..<3, using: &generator) == 0 }
      .map { WrittenEntry($0.name, value(of: $0.shape, $0.examples, &generator)) }
  }

  private static func value(
    of shape: ValueShape, _ examples: [String], _ generator: inout SeededGenerator
  ) -> WrittenValue {
    switch shape {
    case .flag: return .scalar(Bool.random(using: &generator) ? "true" : "false")
    case .choice(let words): return .scalar(words.randomElement(using: &generator) ?? "")
    case .integer(let range):
      let most = min(range.upperBound, range.lowerBound + 20)
      return .scalar(String(Int.random(in: range.lowerBound...most, using: &generator)))
    case .number: return .scalar("\(Int.random(in: -9...9, using: &generator)).5")
    case .record(let fields): return .mapping(self.fields(fields, &generator))
    case .map(let inner, nil) where !inner.fields.isEmpty:
      let keys = ["one", "two-2", "z"].prefix(Int.random(in: 1...3, using: &generator))
      return .mapping(keys.map { WrittenEntry($0, value(of: inner, examples, &generator)) })
    case .list(let inner, let counts) where !inner.fields.isEmpty:
      let least = max(1, counts.lowerBound)
      let count = Int.random(in: least...min(least + 1, counts.upperBound), using: &generator)
      var elements: [WrittenValue] = []
      for _ in 0..<count {
        let element = value(of: inner, examples, &generator)
        if !elements.contains(where: { $0.inFlow == element.inFlow }) { elements.append(element) }
      }
      return .list(elements)
    case .anything, .text, .expression, .list, .map, .either:
      return .scalar(examples.randomElement(using: &generator) ?? "\"\"")
    }
  }

  /// The stack file, with one resource under another name.
  func text(renaming old: String = "", to new: String = "") -> String {
    let entries = (resources + Self.others).map {
      "  \($0.key == old ? new : $0.key): \($0.value.inFlow)\n"
    }
    return "stack: random\nresources:\n" + entries.joined()
  }

  /// The same stack in another order, in another style, with comments.
  func otherText(_ generator: inout SeededGenerator) -> String {
    let entries = (resources + Self.others).shuffled(using: &generator).map {
      "  \($0.key):\($0.value.shuffled(&generator).inBlock(4))"
    }
    return "# a comment\nresources:\n\(entries.joined())\nstack: 'random'\n"
  }
}
