import Documents
import Foundation
import TestSupport
import Testing

@testable import AWS

/// The cases that AWS's SDKs share, a family a file.
struct ProtocolCase {
  let id: String
  let model: ServiceModel
  let operation: OperationModel
  let sample: Value
  /// Where the client that the case is about was told to call.
  let base: HTTPURL

  static let folder = "protocols/botocore/protocols"

  /// The cases of a family in their order.
  static func all(_ path: String) throws -> [ProtocolCase] {
    let suites = try #require(JSONText.value(IndependentData.bytes("\(folder)/\(path).json")))
    var cases: [ProtocolCase] = []
    for (number, suite) in (suites.elements ?? []).enumerated() {
      let base = try #require(
        HTTPURL(suite["clientEndpoint"]?.text ?? "https://example.com"))
      for (index, sample) in (suite["cases"]?.elements ?? []).enumerated() {
        let given = try #require(sample["given"])
        let name = given["name"]?.text ?? ""
        var whole: Value.Object = ["metadata": suite["metadata"] ?? .null]
        whole["shapes"] = suite["shapes"] ?? .object([:])
        whole["operations"] = .object([name: given])
        let model = try #require(ServiceModel(.object(whole)))
        cases.append(
          ProtocolCase(
            id: sample["id"]?.text ?? "\(suite["description"]?.text ?? "") \(number).\(index)",
            model: model, operation: try #require(model.operation(name)), sample: sample, base: base
          ))
      }
    }
    return cases
  }

  /// What a case's JSON means as a value of a shape.
  func value(_ json: Value, _ reference: ShapeReference) -> WireValue {
    let (shape, traits) = model.resolve(reference)
    if case .document = shape.kind { return .document(json) }
    if case .null = json { return .null }
    switch shape.kind {
    case .structure(let members):
      return .record(
        members.compactMap { member in
          json[member.name].map { WireValue.Field(member.name, value($0, member.reference)) }
        })
    case .list(let item): return .list((json.elements ?? []).map { value($0, item) })
    case .map(_, let item):
      return .record(
        (json.members ?? []).map { WireValue.Field($0.key, value($0.value, item)) })
    case .bytes: return .bytes(Array((json.text ?? "").utf8))
    case .time: return json.number.flatMap { WireText.time($0) }.map(WireValue.time) ?? .null
    case .integer, .real:
      return (json.number ?? json.text.flatMap(WireText.number)).map(WireValue.number) ?? .null
    case .flag: return json.flag.map(WireValue.flag) ?? .null
    case .text:
      if traits.isJSONText, json.text == nil { return .text(json.compactJSON) }
      return json.text.map(WireValue.text) ?? .null
    case .document: return .document(json)
    }
  }
}

extension WireValue {
  /// Equal but for the last digits of fractions.
  func isLike(_ other: WireValue) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)):
      left == right || left.spelling == right.spelling
        || abs(left.double - right.double) <= 1e-6 * max(1, abs(left.double))
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isLike($1) }
    case (.record(let left), .record(let right)):
      left.count == right.count
        && left.allSatisfy { field in
          right.contains { $0.name == field.name && $0.value.isLike(field.value) }
        }
    default: self == other
    }
  }
}
