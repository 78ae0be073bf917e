import AWS
import Documents
import Foundation
import TestSupport
import Testing

/// How AWS's models say that answers are read; a small interpreter of their shapes reads them from
/// the elements that the reader makes.
@Suite(.enabled(if: IndependentData.isHere)) struct QueryOutputCaseTests {
  @Test func everyAnswerIsRead() throws {
    let suites = try JSONValue.array("protocols/botocore/protocols/output/query.json")
    var results = 0
    var errors = 0
    for suite in suites {
      let shapes = suite["shapes"] ?? .object([:])
      for sample in suite["cases"]?.elements ?? [] {
        let id = sample["id"]?.text ?? ""
        let response = HTTPResponse(
          status: Int(sample["response"]?["status_code"]?.number ?? 0),
          body: Array((sample["response"]?["body"]?.text ?? "").utf8))
        let answer = QueryAnswer(response, action: sample["given"]?["name"]?.text ?? "")
        switch answer {
        case .success(let element, _):
          results += 1
          let shape = sample["given"]?["output"]
          let ours = shape.map { Self.value(element, $0, shapes) } ?? .object([:])
          #expect(Self.same(ours, sample["result"] ?? .null), "\(id): \(ours)")
        case .failure(let error):
          errors += 1
          #expect(error.code == sample["errorCode"]?.text, "\(id)")
          #expect(error.message == sample["errorMessage"]?.text ?? "", "\(id)")
          #expect(error.isSenders, "\(id)")
          #expect(error.requestID == "foo-id", "\(id)")
          #expect(error.status == response.status, "\(id)")
        case .unreadable(_, let reason):
          Issue.record("\(id): \(reason)")
        }
      }
    }
    #expect(results == 35)
    #expect(errors == 3)
  }

  /// Numbers that JSON cannot write are given as texts.
  private static func same(_ left: JSONValue, _ right: JSONValue) -> Bool {
    switch (left, right) {
    case (.number(let number), .string(let text)):
      return Double(text).map { $0 == number || ($0.isNaN && number.isNaN) } ?? false
    case (.number(let left), .number(let right)): return abs(left - right) < 1e-6
    case (.list(let left), .list(let right)):
      return left.count == right.count && zip(left, right).allSatisfy(same)
    case (.object(let left), .object(let right)):
      return left.keys.sorted() == right.keys.sorted()
        && left.allSatisfy { name, value in right[name].map { same(value, $0) } ?? false }
    default: return left == right
    }
  }

  private static func value(
    _ element: XMLElement, _ reference: JSONValue, _ shapes: JSONValue
  ) -> JSONValue {
    let shape = shapes[reference["shape"]?.text ?? ""]
    switch shape?["type"]?.text {
    case "structure": return structure(element, shape, shapes)
    case "list":
      let item = shape?["member"] ?? .null
      let name = item["locationName"]?.text ?? "member"
      return .list(element.all(name).map { value($0, item, shapes) })
    case "map": return map(element.all("entry"), shape, shapes)
    case "boolean": return .bool(element.text == "true")
    case "integer", "long", "float", "double":
      return .number(Double(element.text) ?? .nan)
    case "timestamp":
      let time =
        Timestamp(iso8601: element.text) ?? Timestamp(httpDate: element.text)
        ?? Int64(element.text).map(Timestamp.init(seconds:))
      return time.map { .number(Double($0.milliseconds) / 1000) } ?? .null
    case "blob":
      return .string(String(decoding: Base64.decode(element.text) ?? [], as: UTF8.self))
    default: return .string(element.text)
    }
  }

  private static func structure(
    _ element: XMLElement, _ shape: JSONValue?, _ shapes: JSONValue
  ) -> JSONValue {
    var members: [String: JSONValue] = [:]
    for (name, member) in shape?["members"]?.members ?? [:] {
      let target = shapes[member["shape"]?.text ?? ""]
      let isFlat = (member["flattened"] ?? target?["flattened"])?.flag ?? false
      let wire = member["locationName"]?.text ?? name
      let found = element.all(wire)
      guard let first = found.first else { continue }
      switch (isFlat, target?["type"]?.text) {
      case (true, "list"):
        members[name] = .list(found.map { value($0, target?["member"] ?? .null, shapes) })
      case (true, "map"): members[name] = map(found, target, shapes)
      default: members[name] = value(first, member, shapes)
      }
    }
    return .object(members)
  }

  private static func map(
    _ entries: [XMLElement], _ shape: JSONValue?, _ shapes: JSONValue
  ) -> JSONValue {
    let item = shape?["value"] ?? .null
    var members: [String: JSONValue] = [:]
    for entry in entries {
      guard let key = entry[shape?["key"]?["locationName"]?.text ?? "key"],
        let element = entry[item["locationName"]?.text ?? "value"]
      else { continue }
      members[key.text] = value(element, item, shapes)
    }
    return .object(members)
  }
}
