internal import CloudFormation
internal import Diagnostics
internal import Documents

/// What AWS Lambda runs a function with.
package struct LambdaRuntime: Hashable, Sendable {
  package let name: String

  /// The language, by which handlers are named.
  package enum Language: Sendable {
    case python
    case node
    case ruby
    /// A program that is told of events itself.
    case program
    /// What is compiled: handlers are named by classes.
    case compiled
  }

  package var language: Language {
    if name.hasPrefix("python") { return .python }
    if name.hasPrefix("nodejs") { return .node }
    if name.hasPrefix("ruby") { return .ruby }
    return name.hasPrefix("provided") || name.hasPrefix("go") ? .program : .compiled
  }
}

extension FieldType where Output == LambdaRuntime {
  /// A runtime that AWS still makes functions with, by the facts of the resource type.
  package static var lambdaRuntime: FieldType {
    let words = "a runtime of AWS Lambda"
    let example = "python3.13"
    return FieldType(words, example: example, shape: .text(pattern: "^[a-z0-9.]+$")) {
      node, lowering in
      guard let known = lowering.known(node, words, example: example, isText: true) else {
        return nil
      }
      guard let facts = Facts["AWS::Lambda::Function"] else {
        preconditionFailure("the facts lack functions")
      }
      let ended = facts.valueEnds.filter { end in
        [end.creationEnds, end.updatesEnd].contains { $0.map { $0 <= Facts.date } ?? false }
      }
      if let end = ended.first(where: { $0.value == known.text }) {
        let next = end.successor
        lowering.report(
          FormFault(
            "AWS makes no functions with `\(known.text)` any more",
            hint: next.map { "Use `\($0)`." }, meant: next),
          at: node, known.text, words, example: example)
        return nil
      }
      let all = facts.property(at: PropertyPath("Runtime"))?.schema.enumeration ?? []
      let current = all.map(\.asText).filter { name in !ended.contains { $0.value == name } }
      guard current.contains(known.text) else {
        lowering.reportChoice(node, known.text, current.sorted { $0.precedes($1) })
        return nil
      }
      return LambdaRuntime(name: known.text)
    }
  }
}
