/// What addresses of container images look like: `registry/repository:tag@digest`.
enum ImageAddress {
  static func check(_ text: String) throws(FormFault) {
    let gap = PartlyKnownText.gap
    let shown = ARN.shown(text)
    for prefix in ["https://", "http://", "docker://", "oci://"]
    where text.lowercased().hasPrefix(prefix) {
      throw FormFault(
        "`\(shown)` begins with `\(prefix)`", hint: "leave out the `\(prefix)`",
        meant: text.contains(gap) ? nil : String(text.dropFirst(prefix.count)))
    }
    guard !text.isEmpty, !text.contains(where: { $0.isWhitespace }) else { throw .none(shown) }
    let pieces = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard pieces.count <= 2 else { throw .none(shown) }
    if pieces.count == 2, !pieces[1].contains(gap) {
      let digits = pieces[1].dropFirst("sha256:".count)
      guard pieces[1].hasPrefix("sha256:"), digits.count == 64,
        digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 })
      else {
        throw FormFault(
          "`\(pieces[1])` is no digest", hint: "a digest is `sha256:` and 64 digits from 0 to f")
      }
    }
    // A colon before the last slash is the port of a registry.
    let last =
      pieces[0].split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    let parts = last.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let path = String(pieces[0].dropLast(parts.dropFirst().reduce(0) { $0 + $1.count + 1 }))
    guard parts.count <= 2 else { throw .none(shown) }
    if parts.count == 2, !parts[1].contains(gap) {
      let isTag =
        parts[1].utf8.first.map { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") } ?? false
        && parts[1].utf8.count <= 128 && parts[1].hasOnlyWords(and: ".-_")
      guard isTag else {
        throw FormFault(
          "`\(parts[1])` is no tag", hint: "a tag has up to 128 letters, digits, `_`, `.` and `-`")
      }
    }
    let repository = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !repository.contains(where: { $0.isEmpty }) else { throw .none(shown) }
    if path != path.lowercased(), !text.contains(gap) {
      throw FormFault(
        "`\(path)` has capital letters, which no repository has",
        meant: path.lowercased() + text.dropFirst(path.count))
    }
    guard parts.count == 2 || pieces.count == 2 else {
      if last.contains(gap), last.count > 1 { return }
      throw FormFault(
        "`\(shown)` names no tag and no digest",
        hint: "write which image: `…:stable`, or `…@sha256:…`")
    }
  }
}
