import AWS
import Documents
import Foundation
import TestSupport
import Testing

/// How AWS's models say that inputs are serialised; a small interpreter of their shapes drives the
/// serialiser.
@Suite(.enabled(if: IndependentData.isHere)) struct QueryInputCaseTests {
  /// Left out: compression and prefixes of hosts, which no operation here has, tokens that an SDK
  /// makes up, and the ones botocore itself does not pass.
  private static let leftOut: Set<String> = [
    "SDKAppliedContentEncoding_awsQuery", "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery",
    "QueryProtocolIdempotencyTokenAutoFill",
  ]

  @Test func everyInputIsSerialised() throws {
    let suites = try JSONValue.array("protocols/botocore/protocols/input/query.json")
    var count = 0
    for suite in suites {
      let shapes = suite["shapes"] ?? .object([:])
      for sample in suite["cases"]?.elements ?? [] {
        let id = sample["id"]?.text ?? ""
        guard !Self.leftOut.contains(id) else { continue }
        count += 1
        var members = QueryMembers()
        if let shape = sample["given"]?["input"], let params = sample["params"] {
          members = Self.members(params, shape, shapes)
        }
        let fields = QuerySerializer.fields(
          action: sample["given"]?["name"]?.text ?? "",
          version: suite["metadata"]?["apiVersion"]?.text ?? "", members)
        let ours = String(decoding: FormFields.encode(fields), as: UTF8.self)
        let theirs = sample["serialized"]?["body"]?.text ?? ""
        #expect(
          ours.split(separator: "&").sorted() == theirs.split(separator: "&").sorted(), "\(id)")
      }
    }
    #expect(count == 35)
  }

  private static func members(
    _ value: JSONValue, _ reference: JSONValue, _ shapes: JSONValue
  ) -> QueryMembers {
    var members = QueryMembers()
    let shape = shapes[reference["shape"]?.text ?? ""]
    let declared = shape?["members"]?.members ?? [:]
    for (name, member) in declared.sorted(by: { $0.key < $1.key }) {
      guard let given = value[name], given != .null else { continue }
      let wire = member["locationName"]?.text ?? name
      members.add(wire, query(given, member, shapes))
    }
    return members
  }

  private static func query(
    _ value: JSONValue, _ reference: JSONValue, _ shapes: JSONValue
  ) -> QueryValue? {
    let shape = shapes[reference["shape"]?.text ?? ""]
    let isFlat = (reference["flattened"] ?? shape?["flattened"])?.flag ?? false
    switch shape?["type"]?.text {
    case "structure": return .structure(members(value, reference, shapes))
    case "list":
      let item = shape?["member"] ?? .null
      let items = (value.elements ?? []).compactMap { query($0, item, shapes) }
      let name = item["locationName"]?.text ?? "member"
      return .list(items, QueryValue.Naming(member: isFlat ? nil : name))
    case "map":
      let item = shape?["value"] ?? .null
      let entries = (value.members ?? [:]).sorted { $0.key < $1.key }.compactMap { entry in
        query(entry.value, item, shapes).map { (key: entry.key, value: $0) }
      }
      return .map(
        entries,
        QueryValue.MapNaming(
          entry: isFlat ? nil : "entry", key: shape?["key"]?["locationName"]?.text ?? "key",
          value: item["locationName"]?.text ?? "value"))
    case "timestamp":
      let format = reference["timestampFormat"]?.text ?? shape?["timestampFormat"]?.text
      let seconds = value.number ?? 0
      return format == "unixTimestamp"
        ? .integer(Int(seconds)) : .timestamp(Timestamp(milliseconds: Int64(seconds * 1000)))
    case "blob": return .blob(Array((value.text ?? "").utf8))
    case "boolean": return .boolean(value.flag ?? false)
    case "integer", "long": return .integer(Int(value.number ?? 0))
    case "float", "double":
      return value.text.map { .text($0) } ?? .double(value.number ?? 0)
    default: return value.text.map { .text($0) }
    }
  }
}
