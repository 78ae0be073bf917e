/// Reads one of the files that AWS's tools share.
package struct ProfileParser {
  /// By whose rules a file is read.
  package enum Rules: Sendable {
    /// Those of AWS's command line, which takes more: any name, in quotes where it has spaces, `:` for
    /// `=`, properties that are indented, and no comments behind values.
    case commandLine
    /// Those that AWS's SDKs have in common.
    ///
    /// <https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html>
    case shared
  }

  /// Which file it is: the names of profiles are written differently.
  package enum File: Sendable {
    case config
    case credentials
  }

  private enum Section {
    case profile(String)
    case ssoSession(String)
    case services(String)
    /// A section that nobody looks at, because its kind or its name is none.
    case ignored
  }

  private struct Property {
    var name: String
    var value: String
    /// Whether its value stands on the following lines, as properties of their own.
    var isNested: Bool
    /// How far it stands from the margin: what continues it stands further.
    var indent: Int
  }

  private let file: File
  private let rules: Rules
  private var contents = ProfileFiles()
  /// A default profile written as `[profile default]`, which hides one written as `[default]`.
  private var prefixedDefault: ProfileSection?
  private var plainDefault: ProfileSection?
  private var section: Section?
  private var property: Property?

  private init(_ file: File, _ rules: Rules) {
    self.file = file
    self.rules = rules
  }

  /// What stands in a file.
  package static func parse(
    _ bytes: [UInt8], as file: File, by rules: Rules = .commandLine
  ) throws(ProfileFault) -> ProfileFiles {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let valid = String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
      throw ProfileFault(line: valid.count { $0 == "\n" } + 1, kind: .notText)
    }
    var parser = ProfileParser(file, rules)
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      do throws(Problem) {
        try parser.take(Substring(line))
      } catch {
        throw ProfileFault(line: index + 1, kind: error.kind)
      }
    }
    parser.finishProperty()
    if let chosen = parser.prefixedDefault ?? parser.plainDefault {
      parser.contents.profiles["default"] = chosen
    }
    return parser.contents
  }

  private struct Problem: Error {
    var kind: ProfileFault.Kind
  }

  // MARK: - Lines

  private mutating func take(_ line: Substring) throws(Problem) {
    let trimmed = Self.trimmed(line)
    guard let first = trimmed.utf8.first else { return }
    let indent = line.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
    let isComment = first == 0x23 || first == 0x3B
    switch rules {
    case .shared:
      if indent > 0 { return try takeContinuation(trimmed) }
      if isComment { return }
    case .commandLine:
      if isComment { return }
      let isFirst = property == nil && section != nil
      if indent > property?.indent ?? (isFirst ? Int.max : 0) {
        return try takeContinuation(trimmed)
      }
    }
    if first == 0x5B { try takeSection(trimmed) } else { try takeProperty(trimmed, indent) }
  }

  private mutating func takeSection(_ line: Substring) throws(Problem) {
    finishProperty()
    let end = rules == .shared ? line.firstIndex(of: "]") : line.lastIndex(of: "]")
    guard let end else { throw Problem(kind: .noBracket) }
    let title = Self.trimmed(line[line.index(after: line.startIndex)..<end])
    section = meaning(of: title)
    switch section {
    case .profile(let name): declare(name, title)
    case .ssoSession(let name): contents.ssoSessions[name, default: ProfileSection()].merge(.init())
    case .services(let name): contents.services[name, default: ProfileSection()].merge(.init())
    case .ignored, nil: break
    }
  }

  private func meaning(of title: Substring) -> Section {
    if rules == .commandLine, file == .credentials {
      return title.isEmpty ? .ignored : .profile(String(title))
    }
    let words = title.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\t" })
    guard let first = words.first else { return .ignored }
    let rest = words.count > 1 ? name(Self.trimmed(words[1])) : nil
    guard words.count == 1 || rest != nil, rules == .commandLine || Self.isName(rest ?? first)
    else { return .ignored }
    switch (file, first, rest) {
    case (.credentials, let name, nil): return .profile(String(name))
    case (.config, "default", nil): return .profile("default")
    case (.config, "profile", let name?): return .profile(String(name))
    case (.config, "sso-session", let name?): return .ssoSession(String(name))
    case (.config, "services", let name?): return .services(String(name))
    default: return .ignored
    }
  }

  /// A name behind the kind of a section: one word, as a shell has words; none where it is more.
  private func name(_ text: Substring) -> Substring? {
    guard rules == .commandLine else { return text }
    var word = ""
    var quote: Character?
    for character in text {
      switch (character, quote) {
      case (let end, let open?) where end == open: quote = nil
      case (_, _?): word.append(character)
      case ("\"", nil), ("'", nil): quote = character
      case (" ", nil), ("\t", nil): return nil
      default: word.append(character)
      }
    }
    return quote == nil && !word.isEmpty ? word[...] : nil
  }

  private mutating func declare(_ name: String, _ title: Substring) {
    if name != "default" {
      contents.profiles[name, default: ProfileSection()].merge(ProfileSection())
    } else if title == "default" {
      plainDefault = plainDefault ?? ProfileSection()
      isPlain = true
    } else {
      prefixedDefault = prefixedDefault ?? ProfileSection()
      isPlain = false
    }
  }

  /// Whether the default profile that is being read was written without a prefix.
  private var isPlain = true

  private mutating func takeProperty(_ line: Substring, _ indent: Int) throws(Problem) {
    finishProperty()
    guard section != nil else { throw Problem(kind: .outsideProfile) }
    let isShared = rules == .shared
    guard let sign = line.firstIndex(where: { $0 == "=" || $0 == ":" && !isShared }) else {
      throw Problem(kind: .noEqualsSign)
    }
    let name = Self.trimmed(line[..<sign])
    guard !name.isEmpty else { throw Problem(kind: .noName) }
    let text = line[line.index(after: sign)...]
    let value = Self.trimmed(isShared ? Self.withoutComment(text) : text)
    property = Property(
      name: name.lowercased(), value: String(value), isNested: value.isEmpty, indent: indent)
  }

  private mutating func takeContinuation(_ line: Substring) throws(Problem) {
    guard section != nil else { throw Problem(kind: .outsideProfile) }
    guard var current = property else { throw Problem(kind: .continuationWithoutProperty) }
    if current.isNested {
      guard let sign = line.firstIndex(of: "=") else { throw Problem(kind: .noEqualsSignInside) }
      guard sign != line.startIndex else { throw Problem(kind: .noNameInside) }
    }
    current.value += "\n\(line)"
    property = current
  }

  private mutating func finishProperty() {
    guard let property, rules == .commandLine || Self.isName(property.name[...]) else {
      self.property = nil
      return
    }
    self.property = nil
    switch section {
    case .profile("default"):
      if isPlain {
        plainDefault?.set(property.name, property.value)
      } else {
        prefixedDefault?.set(property.name, property.value)
      }
    case .profile(let name): contents.profiles[name]?.set(property.name, property.value)
    case .ssoSession(let name): contents.ssoSessions[name]?.set(property.name, property.value)
    case .services(let name): contents.services[name]?.set(property.name, property.value)
    case .ignored, nil: break
    }
  }

  // MARK: - Small things

  private static func trimmed(_ text: Substring) -> Substring {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
    guard let start = text.firstIndex(where: { !isSpace($0) }),
      let end = text.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return text[start...end]
  }

  /// A value up to a comment, which begins behind white space.
  private static func withoutComment(_ value: Substring) -> Substring {
    var isAfterSpace = false
    for index in value.indices {
      let character = value[index]
      if isAfterSpace, character == "#" || character == ";" { return value[..<index] }
      isAfterSpace = character == " " || character == "\t"
    }
    return value
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x30...0x39: true
        default: "-/.%@_:+".utf8.contains(byte)
        }
      }
  }
}
