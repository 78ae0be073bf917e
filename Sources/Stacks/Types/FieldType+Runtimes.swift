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
    return FieldType(words, example: example, shape: .choice(LambdaRuntime.current)) {
      node, lowering in
      guard let known = lowering.known(node, words, example: example, isText: true) else {
        return nil
      }
      if let end = LambdaRuntime.ended.first(where: { $0.value == known.text }) {
        let next = end.successor
        lowering.report(
          FormFault(
            "AWS makes no functions with `\(known.text)` any more",
            hint: next.map { "use `\($0)`" }, meant: next),
          at: node, known.text, words, example: example)
        return nil
      }
      guard LambdaRuntime.current.contains(known.text) else {
        lowering.reportChoice(node, known.text, LambdaRuntime.current)
        return nil
      }
      return LambdaRuntime(name: known.text)
    }
  }
}

extension LambdaRuntime {
  private static var facts: TypeFacts {
    guard let facts = Facts["AWS::Lambda::Function"] else {
      preconditionFailure("the facts lack functions")
    }
    return facts
  }

  /// The runtimes that AWS makes no functions with any more.
  fileprivate static var ended: [TypeFacts.ValueEnd] {
    facts.valueEnds.filter { end in
      [end.creationEnds, end.updatesEnd].contains { $0.map { $0 <= Facts.date } ?? false }
    }
  }

  /// The names of all others.
  fileprivate static var current: [String] {
    let gone = Set(ended.map(\.value))
    let all = facts.property(at: PropertyPath("Runtime"))?.schema.enumeration ?? []
    return all.map(\.asText).filter { !gone.contains($0) }.sorted { $0.precedes($1) }
  }
}
