internal import AWS
internal import Recording

/// Takes the hidden values of an order out of what CloudFormation says: reasons and names can hold
/// them, and what is told and recorded must not.
struct Masking {
  private var values: [String] = []

  /// What stands in the place of a value.
  static let mask = "(hidden)"

  init(_ order: ApplyOrder?) {
    guard let order else { return }
    let kept = order.configuration(salt: nil).parameters
    for (name, value) in order.parameters {
      guard case .hidden? = kept[name] else { continue }
      values += [value] + value.split(separator: ",").map { $0.trimmed }
    }
    // What holds another one goes first.
    values = Set(values.filter { !$0.isEmpty }).sorted {
      $0.utf8.count == $1.utf8.count ? $0 < $1 : $0.utf8.count > $1.utf8.count
    }
  }

  func text(_ text: String?) -> String? {
    guard var text, !values.isEmpty else { return text }
    for value in values where text.contains(value) {
      text = value.utf8.count < Self.least ? text.masking(word: value) : text.masking(value)
    }
    return text
  }

  /// What is shorter is taken out where it stands alone: it would tear words apart.
  private static let least = 4

  func stack(_ stack: StackDescription?) -> StackDescription? {
    guard var stack, !values.isEmpty else { return stack }
    stack.statusReason = text(stack.statusReason)
    return stack
  }

  func changeSet(_ changeSet: ChangeSetDescription?) -> ChangeSetDescription? {
    guard var changeSet, !values.isEmpty else { return changeSet }
    changeSet.statusReason = text(changeSet.statusReason)
    return changeSet
  }

  func resources(_ resources: [StackResource]) -> [StackResource] {
    values.isEmpty ? resources : resources.map(resource)
  }

  func events(_ page: StackEventPage) -> StackEventPage {
    guard !values.isEmpty else { return page }
    var page = page
    page.events = page.events.map(event)
    return page
  }

  private func resource(_ resource: StackResource) -> StackResource {
    var resource = resource
    resource.physicalID = text(resource.physicalID)
    resource.reason = text(resource.reason)
    return resource
  }

  private func event(_ event: StackEvent) -> StackEvent {
    var event = event
    // The stack is told from its resources by its id.
    if event.physicalID != event.stackID { event.physicalID = text(event.physicalID) }
    event.reason = text(event.reason)
    event.properties = text(event.properties)
    return event
  }
}

extension String {
  fileprivate func masking(_ value: String) -> String {
    split(separator: value, omittingEmptySubsequences: false).joined(separator: Masking.mask)
  }

  fileprivate func masking(word: String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: word) {
      let before =
        result.isEmpty && range.lowerBound == rest.startIndex
        ? nil : (rest[..<range.lowerBound].last ?? result.last)
      let isAlone = ![before, rest[range.upperBound...].first].contains {
        $0.map { $0.isLetter || $0.isNumber } ?? false
      }
      result += rest[..<range.lowerBound] + (isAlone ? Masking.mask[...] : rest[range])
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}

extension Substring {
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
