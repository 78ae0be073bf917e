package import Documents

/// Something that happened to a resource, as people are told.
package struct EventLine: Hashable, Sendable {
  package var time: Timestamp
  package var stack: String
  /// What the stack file calls it.
  package var name: String
  package var logicalID: String?
  package var type: String
  package var status: String
  package var physicalID: String?
  package var reason: String?
  package var isFailure: Bool

  package init(
    time: Timestamp, stack: String, name: String, logicalID: String? = nil, type: String,
    status: String,
    physicalID: String? = nil, reason: String? = nil, isFailure: Bool
  ) {
    self.time = time
    self.stack = stack
    self.name = name
    self.logicalID = logicalID
    self.type = type
    self.status = status
    self.physicalID = physicalID
    self.reason = reason
    self.isFailure = isFailure
  }

  /// For programs.
  package var value: Value {
    var object: Value.Object = [
      "kind": "event", "time": .string(time.iso8601), "stack": .string(stack),
      "name": .string(name), "type": .string(type), "status": .string(status),
    ]
    if let logicalID { object["logical-id"] = .string(logicalID) }
    if let physicalID { object["physical-id"] = .string(physicalID) }
    if let reason { object["reason"] = .string(reason) }
    return .object(object)
  }
}

/// Draws events as lines that follow one another.
package struct EventView: Sendable {
  package var style: Style
  package var width: Int

  package init(style: Style, width: Int = 80) {
    self.style = style
    self.width = width
  }

  /// The event on a line, its reason below where it failed. What does not fit the line stands
  /// below it.
  package func render(_ event: EventLine) -> String {
    let iso = event.time.iso8601
    let time = iso.split(separator: "T").last?.prefix(8) ?? ""
    let role: Style.Role =
      event.isFailure
      ? .error : event.status.hasSuffix("_COMPLETE") ? .added : .gutter
    let head = "  \(time)  \(style.paint(Visible.line(event.status), role))"
    let statusWidth = max(event.status.count, 20)
    let column = 2 + time.count + 2 + statusWidth + 2
    let beside = head + spaces(statusWidth - event.status.count + 2)
    let name = Visible.line(event.name)
    let type = Visible.line(event.type)
    let both = "\(name)  \(type)"
    var lines: [String]
    if fits(both, at: column) {
      lines = [beside + both]
    } else if fits(name, at: column) {
      let typeColumn = fits(type, at: column) ? column : Self.indent
      lines = [beside + name, spaces(typeColumn) + type]
    } else {
      let below = fits(both, at: Self.indent) ? [both] : [name, type]
      lines = [head] + below.map { spaces(Self.indent) + $0 }
    }
    if event.isFailure, let reason = event.reason {
      lines += Wrapping.lines(of: Visible.line(reason), width: width - Self.indent)
        .map { spaces(Self.indent) + $0 }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Where stands what has no place beside or below the status.
  private static let indent = 12

  private func fits(_ text: String, at column: Int) -> Bool {
    column + DisplayWidth.of(text) <= width
  }

  private func spaces(_ count: Int) -> String {
    String(repeating: " ", count: count)
  }
}
