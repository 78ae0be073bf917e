internal import Documents

/// What to ask a service, and what its answers mean, until something has become so: data from AWS's
/// models.
package struct Waiter: Sendable {
  package let operation: String
  /// Seconds between two questions.
  package let delay: Int
  /// How often is asked, at most.
  package let attempts: Int
  let acceptors: [Acceptor]

  /// What an answer means.
  package enum Verdict: String, Sendable {
    case success
    case failure
    case retry
  }

  /// What came of a question: the output, or the service's error.
  package enum Answer: Sendable {
    case output(WireValue)
    case error(ServiceError)
  }

  /// A condition on answers, and what it means when it holds.
  struct Acceptor: Sendable {
    enum Condition: Sendable {
      case status(Int)
      case error(String)
      /// Any error, or none.
      case errors(Bool)
      case path(String, String, Extent)
    }

    /// How many of the values at a path have to be the expected one.
    enum Extent: Sendable {
      case only
      case all
      case any
    }

    var condition: Condition
    var verdict: Verdict
  }

  /// What an answer means; nil where no condition holds, so that an error is one and anything else
  /// goes on.
  package func verdict(_ answer: Answer) -> Verdict? {
    acceptors.first { $0.holds(answer) }?.verdict
  }
}

extension Waiter {
  /// Reads the form that `Sources/CModels/regenerate` writes; nil where it is another.
  init?(_ value: Value) {
    guard let operation = value["operation"]?.text, let delay = value["delay"]?.number?.int,
      let attempts = value["attempts"]?.number?.int, let acceptors = value["acceptors"]?.elements
    else { return nil }
    self.operation = operation
    self.delay = delay
    self.attempts = attempts
    self.acceptors = acceptors.compactMap(Acceptor.init)
    guard self.acceptors.count == acceptors.count else { return nil }
  }
}

extension Waiter.Acceptor {
  fileprivate init?(_ value: Value) {
    guard let verdict = value["state"]?.text.flatMap(Waiter.Verdict.init),
      let expected = value["expected"]
    else { return nil }
    self.verdict = verdict
    let text = expected.text ?? expected.compactJSON
    let argument = value["argument"]?.text ?? ""
    switch value["matcher"]?.text {
    case "status":
      guard let status = expected.number?.int else { return nil }
      condition = .status(status)
    case "error": condition = expected.flag.map(Condition.errors) ?? .error(text)
    case "path": condition = .path(argument, text, .only)
    case "pathAll": condition = .path(argument, text, .all)
    case "pathAny": condition = .path(argument, text, .any)
    default: return nil
    }
  }

  /// Whether the condition holds of an answer.
  func holds(_ answer: Waiter.Answer) -> Bool {
    switch (condition, answer) {
    case (.status(let status), .output): return (200...299).contains(status)
    case (.status(let status), .error(let error)): return error.status == status
    case (.error(let code), .error(let error)): return error.code == code
    case (.errors(let any), .error): return any
    case (.errors(let any), .output): return !any
    case (.error, .output), (.path, .error): return false
    case (.path(let path, let expected, let extent), .output(let output)):
      let found = output.values(at: path).map(\.plainText)
      switch extent {
      case .only, .all: return !found.isEmpty && found.allSatisfy { $0 == expected }
      case .any: return found.contains(expected)
      }
    }
  }
}

extension WireValue {
  /// All values at a path such as `Stacks[].StackStatus`.
  func values(at path: String) -> [WireValue] {
    path.split(separator: ".").reduce([self]) { values, part in
      let isList = part.hasSuffix("[]")
      let name = String(isList ? part.dropLast(2) : part)
      let found = values.compactMap { $0[name] }
      return isList ? found.flatMap(\.elements) : found
    }
  }

  /// A scalar as the models write it.
  fileprivate var plainText: String? {
    switch self {
    case .text(let text): text
    case .flag(let flag): flag ? "true" : "false"
    case .number(let number): number.canonical
    default: nil
    }
  }
}
