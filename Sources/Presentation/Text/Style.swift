/// Whether what is written carries colours.
package enum Style: Sendable {
  case plain
  case coloured

  /// What a piece of text is, and hence its colour. Colour never says anything alone.
  enum Role: String {
    case error = "1;31"
    case warning = "1;33"
    case note = "1;36"
    case hint = "1;32"
    case gutter = "34"
    case strong = "1"
    case removed = "31"
    case added = "32"
    case changed = "33"
  }

  func paint(_ text: String, _ role: Role) -> String {
    switch self {
    case .plain: text
    case .coloured: text.isEmpty ? "" : "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m"
    }
  }
}
