/// The letters and digits of ASCII: what AWS's names are made of.
extension UInt8 {
  /// Whether it is one of `a` to `z`.
  package var isLowercase: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
  /// Whether it is a letter, small or capital.
  package var isLetter: Bool { (self | 0x20).isLowercase }
  /// Whether it is one of `0` to `9`.
  package var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}

extension StringProtocol {
  /// Whether there is nothing in it but letters, digits and these marks.
  package func hasOnlyWords(and marks: String = "") -> Bool {
    utf8.allSatisfy { $0.isLetter || $0.isDigit || marks.utf8.contains($0) }
  }

  /// Whether there is nothing in it but small letters, digits and these marks.
  package func hasOnlyLowerWords(and marks: String = "") -> Bool {
    utf8.allSatisfy { $0.isLowercase || $0.isDigit || marks.utf8.contains($0) }
  }
}
