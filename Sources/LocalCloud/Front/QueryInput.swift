internal import AWS

/// The fields of a call in AWS's query protocol: `Tags.member.1.Key=…`.
struct QueryInput {
  private let fields: [String: String]

  /// Takes the fields of a form, or of an address.
  init(_ request: HTTPRequest) {
    let text =
      request.body.isEmpty
      ? request.url.query ?? "" : String(decoding: request.body, as: UTF8.self)
    fields = Dictionary(
      FormFields.decode(text).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  private init(_ fields: [String: String]) {
    self.fields = fields
  }

  /// The name of the action.
  var action: String { fields["Action"] ?? "" }

  /// A field; nil if it is missing.
  subscript(name: String) -> String? { fields[name] }

  /// A field that must be there.
  func required(_ name: String) throws(Refusal) -> String {
    guard let value = fields[name] else {
      let lowered = name.prefix(1).lowercased() + name.dropFirst()
      throw .validation(
        "1 validation error detected: Value null at '\(lowered)' failed to satisfy constraint: Member must not be null"
      )
    }
    return value
  }

  /// A boolean; nil if it is missing.
  func flag(_ name: String) -> Bool? { fields[name].map { $0.lowercased() == "true" } }

  /// A list of texts; nil if nothing is said of it. An empty list is sent as one empty field.
  func texts(_ name: String) -> [String]? {
    var texts: [String] = []
    while let text = fields["\(name).member.\(texts.count + 1)"] { texts.append(text) }
    return texts.isEmpty && fields[name] == nil ? nil : texts
  }

  /// A list of structures, each with its own fields; nil if nothing is said of it.
  func structures(_ name: String) -> [QueryInput]? {
    var groups: [Int: [String: String]] = [:]
    let prefix = "\(name).member."
    for (key, value) in fields where key.hasPrefix(prefix) {
      let rest = key.dropFirst(prefix.count).split(separator: ".", maxSplits: 1)
      guard rest.count == 2, let position = Int(rest[0]) else { continue }
      groups[position, default: [:]][String(rest[1])] = value
    }
    if groups.isEmpty, fields[name] == nil { return nil }
    return groups.sorted { $0.key < $1.key }.map { QueryInput($0.value) }
  }
}
