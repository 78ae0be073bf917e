import CloudFormation
import Components
import Diagnostics
import Documents
import Stacks
import TestSupport
import Testing

/// What holds for every stack of components, whatever their fields say.
struct RandomStackTests {
  /// Lowering ends well, or says which fields do not go together; what comes out has no findings
  /// and is the same every time.
  @Test(arguments: 0..<8)
  func stacksLower(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var sound = 0
    for _ in 0..<80 {
      let text = RandomStack(&generator).text()
      let outcome = try Lowered(text)
      let known = [
        StackCode.conflictingKeys.code, StackCode.policyTwice.code, StackCode.limitedStore.code,
      ]
      let others = outcome.diagnostics.filter { !known.contains($0.code) }
      #expect(others.map(\.message) == [], "\(text)")
      #expect((outcome.stack == nil) == outcome.diagnostics.hasErrors)
      guard let stack = outcome.stack else { continue }
      sound += 1
      let findings = TemplateChecker.findings(in: stack.template.value)
        .filter { $0.severity != .note }
      #expect(findings.map(\.message) == [], "\(text)")
      #expect(try Lowered(text).stack?.json == stack.json)
    }
    #expect(sound >= 4)
  }

  /// Order, comments and style change nothing, letter by letter.
  @Test(arguments: 0..<8)
  func writingChangesNothing(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<20 {
      let stack = RandomStack(&generator)
      let (one, other) = (stack.text(), stack.otherText(&generator))
      let (left, right) = (try Lowered(one), try Lowered(other))
      #expect(left.stack?.json == right.stack?.json, "\(one)\n\(other)")
      #expect(left.diagnostics.count == right.diagnostics.count, "\(one)\n\(other)")
    }
  }

  /// A resource of another name has other logical ids, and all others keep theirs.
  @Test(arguments: 0..<8)
  func renamingStaysWithinTheResource(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<20 {
      let stack = RandomStack(&generator)
      let name = try #require(stack.resources.first?.key)
      guard let before = try Lowered(stack.text()).stack,
        let after = try Lowered(stack.text(renaming: name, to: "renamed-zz")).stack
      else { continue }
      let prefix = try #require(LogicalID.made(from: name))
      // What several resources share bears no resource's name.
      let own = before.resources.map(\.logicalID).filter { $0.hasPrefix(prefix) }
      let kept = before.resources.map(\.logicalID).filter { !own.contains($0) }
      let ids = after.resources.map(\.logicalID).filter { !$0.hasPrefix("RenamedZz") }
      #expect(kept == ids)
      let parameters = before.assets.filter { $0.resource == name }.map(\.parameter)
      let mapped = Dictionary(
        uniqueKeysWithValues: (own + parameters).map {
          ("RenamedZz" + $0.dropFirst(prefix.count), $0)
        })
      #expect(
        after.template.value.renamed(mapped, "renamed-zz", name)
          == before.template.value.renamed([:], name, name),
        "\(stack.text())")
    }
  }
}

extension Value {
  /// The same with other logical ids, as keys, in references and in `Fn::Sub`.
  fileprivate func renamed(_ ids: [String: String], _ old: String, _ new: String) -> Value {
    switch self {
    case .string(let text):
      if let id = ids[text] { return .string(id) }
      // Descriptions end with the name, and so do names that are made of it.
      if text == old || text.hasSuffix(" \(old)") || text.hasSuffix("-\(old)") {
        return .string(text.dropLast(old.count) + new)
      }
      var result = text
      for (id, other) in ids {
        for end in [".", "}"] {
          result = result.split(separator: "${\(id)\(end)", omittingEmptySubsequences: false)
            .joined(separator: "${\(other)\(end)")
        }
      }
      return .string(result)
    case .array(let elements): return .array(elements.map { $0.renamed(ids, old, new) })
    case .object(let object):
      return .object(
        Value.Object(
          object.members.map {
            let value = $0.value.renamed(ids, old, new)
            return Value.Object.Member(
              ids[$0.key] ?? $0.key, $0.key == "DependsOn" ? value.sortedByText : value)
          }))
    case .null, .bool, .number: return self
    }
  }

  /// What a resource waits for, in an order of its own: it stands in that of the names.
  private var sortedByText: Value {
    guard case .array(let elements) = self else { return self }
    return .array(elements.sorted { $0.canonicalJSON < $1.canonicalJSON })
  }
}
