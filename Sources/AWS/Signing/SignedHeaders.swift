/// The headers of a request as they are signed: names in lower case and sorted, values without white
/// space that means nothing.
struct SignedHeaders {
  /// A line of a header, by where its parts stand in the text.
  private struct Line {
    var name: Range<Int>
    var value: Range<Int>
  }

  /// Names and values one behind the other.
  private var text: [UInt8] = []
  private var lines: [Line] = []

  /// About as many bytes as they take.
  var size: Int { text.count + 2 * lines.count }

  /// The headers named, in lower case, or all that can be signed. The host is always one of them,
  /// whether or not it was set.
  init(of request: HTTPRequest, naming names: [String]?) {
    let fields = request.headers.fields
    text.reserveCapacity(64 * (fields.count + 1))
    lines.reserveCapacity(fields.count + 1)
    var hasHost = false
    for field in fields {
      let start = text.count
      for byte in field.name.utf8 { text.append(HTTPHeaders.lowered(byte)) }
      let name = start..<text.count
      let isWanted =
        if let names {
          names.contains { text[name].elementsEqual($0.utf8) }
        } else {
          !isUnsigned(name)
        }
      guard isWanted else {
        text.removeSubrange(name)
        continue
      }
      hasHost = hasHost || Self.is(text[name], "host")
      append(value: field.value)
      add(name)
    }
    if !hasHost, names?.contains("host") ?? true {
      let start = text.count
      text.append(contentsOf: "host".utf8)
      let name = start..<text.count
      text.append(contentsOf: request.url.authority.utf8)
      add(name)
    }
  }

  /// The lines, those of one name joined.
  func appendLines(to output: inout [UInt8]) {
    for index in lines.indices {
      if index > 0, isSame(index, index - 1) {
        output[output.count - 1] = 0x2C
      } else {
        output.append(contentsOf: text[lines[index].name])
        output.append(0x3A)
      }
      output.append(contentsOf: text[lines[index].value])
      output.append(0x0A)
    }
  }

  /// The names, separated by semicolons.
  func appendNames(to output: inout [UInt8]) {
    for index in lines.indices where index == 0 || !isSame(index, index - 1) {
      if index > 0 { output.append(0x3B) }
      output.append(contentsOf: text[lines[index].name])
    }
  }

  // MARK: - Making

  /// Adds a line whose value ends the text, in its place; lines of one name stay in their order.
  private mutating func add(_ name: Range<Int>) {
    let line = Line(name: name, value: name.upperBound..<text.count)
    var place = lines.count
    while place > 0, text[name].lexicographicallyPrecedes(text[lines[place - 1].name]) {
      place -= 1
    }
    lines.insert(line, at: place)
  }

  /// A value without white space at its ends and with one space for every run inside.
  private mutating func append(value: String) {
    var isPending = false
    let start = text.count
    for byte in value.utf8 {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D:
        isPending = text.count > start
      default:
        if isPending { text.append(0x20) }
        isPending = false
        text.append(byte)
      }
    }
  }

  private func isSame(_ index: Int, _ other: Int) -> Bool {
    text[lines[index].name].elementsEqual(text[lines[other].name])
  }

  /// Whether proxies change or add this header on the way.
  private func isUnsigned(_ name: Range<Int>) -> Bool {
    let name = text[name]
    return switch name.count {
    case 2: Self.is(name, "te")
    case 6: Self.is(name, "expect")
    case 7: Self.is(name, "upgrade")
    case 10: Self.is(name, "user-agent") || Self.is(name, "connection")
    case 13: Self.is(name, "authorization")
    case 15: Self.is(name, "x-amzn-trace-id")
    case 17: Self.is(name, "transfer-encoding")
    case 19: Self.is(name, "proxy-authorization")
    default: false
    }
  }

  private static func `is`(_ name: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
    name.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
