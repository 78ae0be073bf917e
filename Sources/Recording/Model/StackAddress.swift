/// Which stack of which environment a record is about, by the names the project gives them.
package struct StackAddress: Hashable, Sendable, CustomStringConvertible {
  package var environment: String
  package var stack: String

  package init(environment: String, stack: String) {
    self.environment = environment
    self.stack = stack
  }

  package var description: String { "\(stack) in \(environment)" }
}

/// The identity of a record through all its changes: two records of one stack that began apart
/// have different ones, and neither may take the other's place.
package struct Lineage: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  /// Takes an id that nobody else has; whoever makes the first record of a stack draws it.
  package init(_ text: String) {
    self.text = text
  }

  package var description: String { text }
}

/// A certain state of a record: what a plan was made from, and what a write says it replaces.
package struct RecordVersion: Hashable, Sendable, CustomStringConvertible {
  package var lineage: Lineage
  /// Grows with every write.
  package var serial: Int

  package init(lineage: Lineage, serial: Int) {
    self.lineage = lineage
    self.serial = serial
  }

  package var description: String { "\(lineage)#\(serial)" }
}

extension StackAddress {
  /// A name as it may be part of where records are kept; refuses one that would lead elsewhere.
  package static func usable(_ name: String) throws(RecordFault) -> String {
    let isUsable =
      !name.isEmpty && name.utf8.count <= 200 && name.utf8.first != UInt8(ascii: ".")
      && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 < 0x20 || $0 == 0x7F }
    guard isUsable else {
      throw RecordFault(
        .unusableName, "`\(name)` cannot be the name of a stack or an environment",
        hint: "names have letters, digits and dashes")
    }
    return name
  }
}
