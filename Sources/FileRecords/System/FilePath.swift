/// A path as the system has it: bytes, not necessarily text.
package struct FilePath: Hashable, Sendable, CustomStringConvertible {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ text: String) {
    self.init(Array(text.utf8))
  }

  /// The path of something in this folder.
  package func appending(_ name: String) -> FilePath {
    FilePath(bytes + (bytes.last == Self.slash ? [] : [Self.slash]) + Array(name.utf8))
  }

  /// The folder it is in.
  package var parent: FilePath {
    var rest = bytes[...]
    while rest.count > 1, rest.last == Self.slash { rest.removeLast() }
    guard let slash = rest.lastIndex(of: Self.slash) else { return FilePath(".") }
    while rest.count > slash + 1 { rest.removeLast() }
    while rest.count > 1, rest.last == Self.slash { rest.removeLast() }
    return FilePath(Array(rest))
  }

  package var description: String { String(decoding: bytes, as: UTF8.self) }

  private static let slash = UInt8(ascii: "/")
}
