internal import Diagnostics
internal import Documents

/// Stacks as texts that are kept, one file a stack.
enum StackCodec {
  private static let format = "esteira-local-stack"
  private static let version = 1

  /// Why a text is no stack.
  enum Fault: Error, Equatable {
    /// Somebody newer wrote it.
    case newer(Int)
    /// It is not what was written; the text says where that shows.
    case damaged(String)
  }

  /// The bytes of a stack.
  static func encode(_ stack: Stack) -> [UInt8] {
    let value: Value = [
      "format": .string(format), "version": .number(Number(version)), "stack": stack.stored,
    ]
    return value.canonicalJSONBytes + [UInt8(ascii: "\n")]
  }

  /// The stack of bytes.
  static func decode(_ bytes: [UInt8]) throws(Fault) -> Stack {
    let reading = read(Source(name: "stack", bytes: bytes), as: .json)
    guard !reading.failed, let root = reading.documents.first else {
      throw .damaged("it is no JSON")
    }
    var diagnostics: [Diagnostic] = []
    let value = root.value(&diagnostics, for: .json)
    guard value.object?["format"] == .string(format),
      case .number(let number)? = value.object?["version"], let written = number.int
    else { throw .damaged("it does not say that it is a stack") }
    guard written <= version else { throw .newer(written) }
    do {
      return try Stack(stored: value.object?["stack"] ?? .null, at: "stack")
    } catch {
      throw .damaged("`\(error.path)` is missing or wrong")
    }
  }
}
