/// A text as readers see it: in UTF-8, wherever its first bytes say that it is in another encoding
/// (YAML 1.2.2, §5.2), with U+FFFD for what is no character.
func inUTF8(_ bytes: [UInt8]) -> [UInt8] {
  let start = (0..<4).map { $0 < bytes.count ? Int(bytes[$0]) : -1 }
  switch (start[0], start[1], start[2], start[3]) {
  case (0, 0, 0xFE, 0xFF), (0, 0, 0, 1...): return utf32(bytes, [0, 1, 2, 3])
  case (0xFF, 0xFE, 0, 0), (1..., 0, 0, 0): return utf32(bytes, [3, 2, 1, 0])
  case (0xFE, 0xFF, _, _), (0, 1..., _, _): return utf16(bytes, high: 0)
  case (0xFF, 0xFE, _, _), (1..., 0, _, _): return utf16(bytes, high: 1)
  default: return bytes
  }
}

private func utf16(_ bytes: [UInt8], high: Int) -> [UInt8] {
  let units = stride(from: 0, to: bytes.count - 1, by: 2).map { at in
    UInt16(bytes[at + high]) << 8 | UInt16(bytes[at + 1 - high])
  }
  let rest = bytes.count.isMultiple(of: 2) ? "" : "\u{FFFD}"
  return Array((String(decoding: units, as: UTF16.self) + rest).utf8)
}

private func utf32(_ bytes: [UInt8], _ order: [Int]) -> [UInt8] {
  var text = ""
  for at in stride(from: 0, to: bytes.count - 3, by: 4) {
    let value = order.reduce(0) { $0 << 8 | UInt32(bytes[at + $1]) }
    text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
  }
  if !bytes.count.isMultiple(of: 4) { text += "\u{FFFD}" }
  return Array(text.utf8)
}
