import AWS
import Documents
import Provisioning
import Recording
import Testing

/// All that a machine did, from its first move to its end.
struct Walk {
  private(set) var moves: [Move] = []
  private(set) var cloud: ScriptedCloud
  private(set) var ending = Ending.succeeded(.settled)

  init(_ machine: some Machine, in cloud: ScriptedCloud) throws {
    self.cloud = cloud
    var machine = machine
    var move = machine.begin()
    while true {
      if case .finish(let ending) = move {
        self.ending = ending
        return
      }
      moves.append(move)
      try #require(moves.count < 1_000, "it does not come to an end")
      move = machine.next(after: self.cloud.answer(move))
    }
  }

  /// How it ended, in a word: a success, or the code of the fault.
  var end: String {
    switch ending {
    case .succeeded(let success): success.rawValue
    case .failed(let fault): "\(fault.code)"
    }
  }

  /// What changed something, each in a word.
  var effects: [String] {
    moves.compactMap { move in
      switch move {
      case .createChangeSet(let isCreation, _, _): isCreation ? "create-new" : "create"
      case .executeChangeSet: "execute"
      case .deleteChangeSet: "drop"
      case .deleteStack(let stack, _): "delete \(stack.suffix(3))"
      case .protect(_, let isProtected): isProtected ? "protect" : "unprotect"
      default: nil
      }
    }
  }

  var drafts: [RecordDraft] {
    moves.compactMap { if case .record(let draft) = $0 { draft } else { nil } }
  }

  /// What stays behind, as it was reported.
  var kept: [String] {
    moves.flatMap { move -> [String] in
      guard case .report(.kept(let resources)) = move else { return [] }
      return resources.values.compactMap(\.physicalID)
    }
  }

  /// What the journal holds, given that it is written in the order of the moves.
  func journal(upTo end: Int? = nil) -> [JournalEntry] {
    moves.prefix(end ?? moves.count).compactMap { move in
      guard case .note(let step, let facts) = move else { return nil }
      return JournalEntry(
        run: "run", address: StackAddress(environment: "dev", stack: "jobs"), when: .sample,
        step: step, facts: facts)
    }
  }

  /// Every effect was written down as an intent before it.
  func expectIntents(sourceLocation: SourceLocation = #_sourceLocation) {
    for (index, move) in moves.enumerated() {
      let wanted: JournalEntry.Effect
      switch move {
      case .createChangeSet: wanted = .createChangeSet
      case .executeChangeSet: wanted = .executeChangeSet
      case .deleteStack: wanted = .deleteStack
      default: continue
      }
      let open = Undertaking.underWay(in: journal(upTo: index))
      #expect(open.first?.effect == wanted, sourceLocation: sourceLocation)
    }
  }
}

extension Timestamp {
  static let sample = Timestamp(seconds: 1_795_000_000)
}

extension Record {
  /// A record of the scripted cloud's stack.
  static func sample(
    _ outcome: Revision.Outcome = .succeeded, stands: Bool = true, id: String = ScriptedCloud.old
  ) -> Record {
    Record(
      lineage: Lineage("l"), address: StackAddress(environment: "dev", stack: "jobs"),
      target: Target(
        account: "111111111111", region: "us-east-1", stackName: ScriptedCloud.name, stackID: id),
      deployment: stands ? Deployment(Configuration(template: [:])) : nil,
      revision: Revision(
        number: 1, outcome: outcome, author: Revision.Author(who: "ana"), when: .sample))
  }
}
