package import Documents

/// Something that happened to a resource, as people are told.
package struct EventLine: Hashable, Sendable {
  package var time: Timestamp
  package var stack: String
  /// What the stack file calls it.
  package var name: String
  package var type: String
  package var status: String
  package var physicalID: String?
  package var reason: String?
  package var isFailure: Bool

  package init(
    time: Timestamp, stack: String, name: String, type: String, status: String,
    physicalID: String? = nil, reason: String? = nil, isFailure: Bool
  ) {
    self.time = time
    self.stack = stack
    self.name = name
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

  /// The event on a line, its reason below where it failed.
  package func render(_ event: EventLine) -> String {
    let iso = event.time.iso8601
    let time = iso.split(separator: "T").last?.prefix(8) ?? ""
    let role: Style.Role =
      event.isFailure
      ? .error : event.status.hasSuffix("_COMPLETE") ? .added : .gutter
    let padding = String(repeating: " ", count: max(0, 20 - event.status.count))
    let head = "  \(time)  \(style.paint(Visible.line(event.status), role))\(padding)  "
    let headWidth = 2 + time.count + 2 + max(event.status.count, 20) + 2
    let name = Visible.line(event.name)
    let type = Visible.line(event.type)
    // A type that does not fit beside the name stands below it.
    let fits = headWidth + DisplayWidth.of(name[...]) + 2 + DisplayWidth.of(type[...]) <= width
    let space = String(repeating: " ", count: headWidth)
    var lines = fits ? ["\(head)\(name)  \(type)"] : [head + name, space + type]
    if event.isFailure, let reason = event.reason {
      let indent = String(repeating: " ", count: 12)
      lines += Wrapping.lines(of: Visible.line(reason), width: width - 12).map { indent + $0 }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
