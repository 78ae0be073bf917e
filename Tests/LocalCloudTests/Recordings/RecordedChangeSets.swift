import AWS
import Diagnostics
import Documents
import TestSupport
import Testing

/// Pairs of templates with what AWS said of the change sets between them.
struct RecordedChangeSet: Sendable, CustomTestStringConvertible {
  let id: String
  private let body: Value.Object

  var testDescription: String { id }

  /// Every pair that needs no macro: macros are not part of the embedded cloud.
  static let all: [RecordedChangeSet] = {
    guard let bytes = try? IndependentData.bytes("changesets/open.json"),
      let root = read(Source(name: "open.json", bytes: bytes), as: .json).documents.first
    else { return [] }
    var diagnostics: [Diagnostic] = []
    guard case .array(let records) = root.value(&diagnostics) else { return [] }
    return records.compactMap { record in
      guard case .object(let body) = record, case .string(let id)? = body["id"] else { return nil }
      let texts = ["template1", "template2"].compactMap { body[$0]?.canonicalJSON }
      if texts.contains(where: { $0.utf8.firstRange(of: "Transform".utf8) != nil }) { return nil }
      return RecordedChangeSet(
        id: id.split(separator: ":").last.map(String.init) ?? id, body: body)
    }
  }()

  func template(_ number: Int) -> Value { body["template\(number)"] ?? .null }

  /// The parameters of one of the two deployments, as fields of a call.
  func parameters(_ number: Int) -> [String: String] {
    var fields: [String: String] = [:]
    for (index, member) in (body["parameters\(number)"]?.members ?? []).enumerated() {
      fields["Parameters.member.\(index + 1).ParameterKey"] = member.key
      fields["Parameters.member.\(index + 1).ParameterValue"] = member.value.plainText
    }
    return fields
  }

  /// An answer of AWS.
  func recorded(_ key: String) -> Value { body["recorded"]?[key] ?? .null }

  /// The changes of one of the two change sets, without values, in no order.
  func changes(_ number: Int) -> [Value] {
    (recorded("describe-change-set-\(number)")["Changes"]?.list ?? []).map { change in
      Self.comparable(change["ResourceChange"] ?? .null)
    }.sortedByText
  }

  /// The logical ids of both templates.
  var resources: [String] {
    [1, 2].flatMap { template($0)["Resources"]?.members.map(\.key) ?? [] }
  }

  /// The changes with the properties before and after.
  func valuedChanges(_ number: Int) -> [Value] {
    (recorded("describe-change-set-\(number)-prop-values")["Changes"]?.list ?? []).map { change in
      Self.valued(change["ResourceChange"] ?? .null)
    }.sortedByText
  }

  /// The states that each resource passed through, oldest first.
  var states: [String: [String]] {
    var states: [String: [String]] = [:]
    for member in recorded("per-resource-events").members {
      let events = (member.value.list ?? []).map { event in
        (event["ResourceStatus"]?.plainText ?? "", event["Timestamp"]?.plainText)
      }
      // Whole events are newest first, reduced ones oldest first.
      let isNewestFirst = (member.value.list ?? []).contains { $0["StackId"] != nil }
      let ordered = (isNewestFirst ? events.reversed() : events).map(\.0)
      states[member.key] = ordered.reducedStates
    }
    return states
  }

  /// A change by its properties before and after, which are texts of JSON on the wire.
  static func valued(_ change: Value) -> Value {
    var object: Value.Object = ["LogicalResourceId": change["LogicalResourceId"] ?? .null]
    for key in ["BeforeContext", "AfterContext"] {
      guard case .string(let text)? = change[key] else {
        object[key] = change[key]
        continue
      }
      var diagnostics: [Diagnostic] = []
      let placed = Self.placed(text)
      object[key] = read(Source(name: key, text: placed), as: .json).documents.first?
        .value(&diagnostics)
    }
    return .object(object)
  }

  /// A text of this cloud with the recorder's words for account, region and stack.
  private static func placed(_ text: String) -> String {
    [
      ("arn:aws:", "arn:<partition>:"), ("us-east-1", "<region>"),
      ("000000000000", "111111111111"), ("stack name is demo", "stack name is <stack-name:1>"),
    ].reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  /// A change by what matters in it: ids of the run are left out.
  static func comparable(_ change: Value) -> Value {
    var object = Value.Object()
    for key in ["Action", "LogicalResourceId", "ResourceType", "Replacement", "PolicyAction"] {
      object[key] = change[key]
    }
    object["Scope"] = .array((change["Scope"]?.list ?? []).sortedByText)
    object["Details"] = .array((change["Details"]?.list ?? []).sortedByText)
    return .object(object)
  }
}

extension Value {
  subscript(key: String) -> Value? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  var list: [Value]? { if case .array(let elements) = self { elements } else { nil } }

  var members: [Value.Object.Member] {
    if case .object(let object) = self { object.members } else { [] }
  }

  var plainText: String {
    switch self {
    case .string(let text): text
    case .number(let number): number.spelling
    default: canonicalJSON
    }
  }
}

extension [Value] {
  /// In the order of their texts, for comparisons in which order says nothing.
  var sortedByText: [Value] { sorted { $0.canonicalJSON < $1.canonicalJSON } }
}

extension [String] {
  /// Without repetitions in a row and without what the recorder removed.
  var reducedStates: [String] {
    var states: [String] = []
    for state in self where state != "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS" && state != states.last {
      states.append(state)
    }
    return states
  }
}

extension XMLElement {
  /// The element's text or members as a value: what is called `member` is a list.
  var asValue: Value {
    if children.isEmpty { return .string(text) }
    if children.allSatisfy({ $0.name == "member" }) { return .array(children.map(\.asValue)) }
    return .object(Value.Object(children.map { .init($0.name, $0.asValue) }))
  }
}
