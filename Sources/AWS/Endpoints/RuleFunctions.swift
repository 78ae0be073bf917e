/// The functions of endpoint rules that are more than a comparison.
enum RuleFunctions {
  /// Part of a value, by a path such as `resourceId[1]`.
  static func attribute(of value: RuleValue, _ path: String) -> RuleValue? {
    var value = value
    for step in path.split(separator: ".") {
      let pieces = step.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
      if let name = pieces.first, !name.isEmpty {
        guard case .record(let members) = value, let member = members[String(name)] else {
          return nil
        }
        value = member
      }
      guard pieces.count > 1 else { continue }
      guard case .list(let elements) = value, let index = Int(pieces[1].dropLast()),
        elements.indices.contains(index)
      else { return nil }
      value = .text(elements[index])
    }
    return value
  }

  /// Some letters of a text, counted from its beginning or its end; only of one in ASCII.
  static func substring(of text: String, _ start: Int, _ end: Int, fromEnd: Bool) -> String? {
    let bytes = Array(text.utf8)
    guard start < end, end <= bytes.count, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    let range = fromEnd ? bytes.count - end..<bytes.count - start : start..<end
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The parts of an address; none of one with a query.
  static func parseURL(_ text: String) -> RuleValue? {
    guard let url = HTTPURL(text), url.query == nil else { return nil }
    let isBare = text.hasSuffix(url.authority)
    let path = isBare ? "" : url.path
    let ending = url.path.hasSuffix("/") ? "" : "/"
    return .record([
      "scheme": .text(url.scheme.rawValue), "authority": .text(url.authority), "path": .text(path),
      "normalizedPath": .text(url.path + ending),
      "isIp": .flag(HostLabel.isIPv4(url.host) || url.host.hasPrefix("[")),
    ])
  }

  /// The partition of a region.
  static func partition(_ region: String) -> RuleValue {
    let partition = Partition(of: region)
    return .record([
      "name": .text(partition.name), "dnsSuffix": .text(partition.suffix),
      "dualStackDnsSuffix": .text(partition.dualStackSuffix),
      "implicitGlobalRegion": .text(partition.globalRegion),
      "supportsFIPS": .flag(partition.supportsFIPS),
      "supportsDualStack": .flag(partition.supportsDualStack),
    ])
  }

  /// The parts of an ARN.
  static func parseArn(_ text: String) -> RuleValue? {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 6, parts[0] == "arn", !parts[1].isEmpty, !parts[2].isEmpty,
      !parts[5].isEmpty
    else { return nil }
    let resource = parts[5].split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "/" }
    return .record([
      "partition": .text(parts[1]), "service": .text(parts[2]), "region": .text(parts[3]),
      "accountId": .text(parts[4]), "resourceId": .list(resource.map(String.init)),
    ])
  }
}
