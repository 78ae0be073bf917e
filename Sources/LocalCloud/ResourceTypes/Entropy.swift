internal import Digests

/// Where random ids come from.
package struct Entropy: RandomNumberGenerator, Sendable {
  private let source: @Sendable () -> UInt64

  /// Takes numbers from a source; a test's may repeat itself.
  package init(_ source: @escaping @Sendable () -> UInt64) {
    self.source = source
  }

  /// The system's own.
  package static let system = Entropy { UInt64.random(in: .min ... .max) }

  package mutating func next() -> UInt64 { source() }

  /// A random identifier of the usual form.
  mutating func uuid() -> String {
    var bytes: [UInt8] = []
    for _ in 0..<2 { withUnsafeBytes(of: next()) { bytes += $0 } }
    return Letters.uuid(of: bytes)
  }

  /// A random text of 32 hexadecimal digits.
  mutating func seed() -> String { uuid().filter { $0 != "-" } }
}

/// Texts that look random and follow from a seed.
enum Letters {
  static let lower = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
  static let upper = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
  static let mixed = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
  static let hex = Array("0123456789abcdef".utf8)
  static let digits = Array("0123456789".utf8)

  /// So many characters of an alphabet; different for every purpose.
  static func text(
    _ count: Int, of alphabet: [UInt8], seed: String, purpose: String
  ) -> String {
    var bytes: [UInt8] = []
    var round = 0
    while bytes.count < count {
      bytes += SHA256.digest(of: "\(seed)/\(purpose)/\(round)".utf8).bytes
      round += 1
    }
    return String(
      decoding: bytes.prefix(count).map { alphabet[Int($0) % alphabet.count] }, as: UTF8.self)
  }

  /// An identifier of sixteen bytes, marked as a random one.
  static func uuid(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for (index, byte) in bytes.prefix(16).enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      let marked =
        index == 6 ? byte & 0x0F | 0x40 : index == 8 ? byte & 0x3F | 0x80 : byte
      text.append(hex[Int(marked >> 4)])
      text.append(hex[Int(marked & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
