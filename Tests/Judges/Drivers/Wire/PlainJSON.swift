internal import AWS
internal import Diagnostics
internal import Documents

/// Inputs and outputs as plain JSON: bytes are `{"$bytes": "Base64"}`, times `{"$time": seconds}`.
enum PlainJSON {
  /// What a text means; nil where it is no JSON.
  static func value(_ text: String) -> Value? {
    let reading = read(Source(name: "input", bytes: Array(text.utf8)), as: .json)
    var diagnostics = reading.diagnostics
    return reading.documents.first?.value(&diagnostics, for: .json)
  }

  /// The input that JSON stands for.
  static func input(_ value: Value) -> WireValue {
    switch value {
    case .null: .null
    case .bool(let flag): .flag(flag)
    case .number(let number): .number(number)
    case .string(let text): .text(text)
    case .array(let elements): .list(elements.map(input))
    case .object(let object):
      if case .string(let text) = object["$bytes"] {
        .bytes(Base64.decode(text) ?? [])
      } else if case .number(let number) = object["$time"] {
        .time(Timestamp(milliseconds: Int64(number.double * 1000)))
      } else {
        .record(object.members.map { WireValue.Field($0.key, input($0.value)) })
      }
    }
  }

  /// The JSON that stands for an output.
  static func output(_ value: WireValue) -> Value {
    switch value {
    case .null: .null
    case .text(let text): .string(text)
    case .number(let number): .number(number)
    case .flag(let flag): .bool(flag)
    case .bytes(let bytes): .object(["$bytes": .string(Base64.encode(bytes))])
    case .time(let time):
      .object(["$time": .number(Number(spelling: "\(Double(time.milliseconds) / 1000)"))])
    case .list(let elements): .array(elements.map(output))
    case .record(let fields):
      .object(Value.Object(fields.map { Value.Object.Member($0.name, output($0.value)) }))
    case .document(let value): value
    }
  }
}
