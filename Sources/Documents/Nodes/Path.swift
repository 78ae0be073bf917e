/// The way from a document's root to a node: keys and indexes.
package struct Path: Hashable, Sendable, CustomStringConvertible {
  package enum Step: Hashable, Sendable {
    case key(String)
    case index(Int)
  }

  package var steps: [Step]

  package init(_ steps: [Step] = []) {
    self.steps = steps
  }

  /// `Resources.Bucket.Tags[0]`; a key that would read otherwise stands in brackets and quotes.
  package var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where Self.isBare(key): text += text.isEmpty ? key : ".\(key)"
      case .key(let key): text += "[\(Value.string(key).canonicalJSON)]"
      }
    }
    return text
  }

  private static func isBare(_ key: String) -> Bool {
    !key.isEmpty
      && key.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
          UInt8(ascii: ":"):
          true
        default: false
        }
      }
  }
}

extension Node {
  /// The way from the document's root to the node. A key has the path of its value.
  package var path: Path {
    var steps: [Path.Step] = []
    var node = self
    while let parent = node.parent {
      if parent.kind == .mapping {
        let key = node.isKey ? node : node.key
        steps.append(.key(key.map { $0.kind == .scalar ? $0.text : $0.spelling } ?? ""))
      } else {
        var position = 0
        for element in parent.elements {
          if element.index == node.index { break }
          position += 1
        }
        steps.append(.index(position))
      }
      node = parent
    }
    return Path(steps.reversed())
  }
}

extension Value {
  /// Visits the value and all that is in it, each with the way to it, in the order of writing.
  ///
  /// - Parameter body: Says whether what is in a value is to be visited too.
  package func visit(at path: Path, _ body: (Value, Path) -> Bool) {
    var path = path
    visit(&path, body)
  }

  /// One path serves all, which grows and shrinks on the way.
  private func visit(_ path: inout Path, _ body: (Value, Path) -> Bool) {
    guard body(self, path) else { return }
    switch self {
    case .null, .bool, .number, .string: break
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        path.steps.append(.index(index))
        element.visit(&path, body)
        path.steps.removeLast()
      }
    case .object(let object):
      for member in object.members {
        path.steps.append(.key(member.key))
        member.value.visit(&path, body)
        path.steps.removeLast()
      }
    }
  }
}
