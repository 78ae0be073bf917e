import Documents
import Foundation
import TestSupport
import Testing

@testable import AWS

/// How AWS's SDKs write requests, by the models that the cases bring.
@Suite(.enabled(if: IndependentData.isHere)) struct RequestCaseTests {
  private static let token = "00000000-0000-4000-8000-000000000000"

  /// Cases that are not for what is here, with their reasons.
  private static let leftOut: [String: String] = {
    var reasons: [String: String] = [:]
    for (reason, ids) in [
      "no operation here compresses what it sends": [
        "SDKAppliedContentEncoding_awsQuery", "SDKAppliedContentEncoding_awsJson1_0",
        "SDKAppliedContentEncoding_awsJson1_1", "SDKAppliedContentEncoding_restJson1",
        "SDKAppliedContentEncoding_restXml",
        "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery",
        "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_0",
        "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_1",
        "SDKAppendedGzipAfterProvidedEncoding_restJson1",
        "SDKAppendedGzipAfterProvidedEncoding_restXml",
      ],
      "S3's models give the element's name in the member, and botocore reads them so": [
        "RestXmlHttpPayloadWithUnion", "HttpPayloadWithXmlName", "HttpPayloadWithXmlNamespace",
        "HttpPayloadWithXmlNamespaceAndPrefix", "XmlAttributesOnPayload",
      ],
      "an older case says that an empty list is no header, and botocore does so": [
        "RestJsonNullAndEmptyHeaders", "NullAndEmptyHeaders",
      ],
      "the element has no name in the model; botocore leaves it out, too": [
        "Idempotency token auto fill 23.0", "Idempotency token auto fill 23.1",
      ],
    ] {
      for id in ids { reasons[id] = reason }
    }
    return reasons
  }()

  @Test(arguments: [
    ("input/query", 38), ("input/json", 54), ("input/json_1_0", 21),
    ("input/json_1_0-query-compatible", 1), ("input/rest-json", 113), ("input/rest-xml", 94),
    ("legacy/input/query", 25), ("legacy/input/json", 24), ("legacy/input/rest-json", 56),
    ("legacy/input/rest-xml", 45),
  ])
  func everyRequestIsWritten(_ family: String, _ count: Int) throws {
    let cases = try ProtocolCase.all(family)
    #expect(cases.count == count)
    var passed = 0
    for sample in cases where Self.leftOut[sample.id] == nil {
      let differences = differences(sample)
      #expect(differences.isEmpty, "\(sample.id): \(differences.joined(separator: "; "))")
      if differences.isEmpty { passed += 1 }
    }
    let left = cases.count { Self.leftOut[$0.id] != nil }
    print("protocols \(family): \(passed) of \(count) cases, \(left) left out")
  }

  private func differences(_ sample: ProtocolCase) -> [String] {
    let params = sample.sample["params"] ?? .object([:])
    let input = sample.operation.input.map { sample.value(params, $0) } ?? .record([])
    let request = RequestWriter(sample.model, sample.operation).request(
      input, at: sample.base, token: Self.token)
    let wanted = sample.sample["serialized"] ?? .null
    var differences: [String] = []
    func check(_ what: String, _ ours: String, _ theirs: String) {
      if ours != theirs { differences.append("\(what) is \(ours), not \(theirs)") }
    }
    if let method = wanted["method"]?.text { check("method", request.method, method) }
    if let uri = wanted["uri"]?.text {
      let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
      check("path", request.url.path, String(parts[0]))
      check("query", sorted(request.url.query ?? ""), sorted(parts.count > 1 ? "\(parts[1])" : ""))
    }
    if let host = wanted["host"]?.text, sample.operation.hostPrefix != nil {
      check("host", request.url.host, host)
    }
    for header in wanted["headers"]?.members ?? [] {
      let theirs = header.value.text ?? ""
      let ours = request.headers[header.key] ?? "absent"
      check(header.key, tidy(ours, header.key), tidy(theirs, header.key))
    }
    for name in wanted["forbidHeaders"]?.elements?.compactMap(\.text) ?? [] {
      check(name, request.headers[name] ?? "absent", "absent")
    }
    for name in wanted["requireHeaders"]?.elements?.compactMap(\.text) ?? []
    where name != "Content-Length" && request.headers[name] == nil {
      differences.append("\(name) is missing")
    }
    if let body = wanted["body"]?.text {
      check("body", meaning(request.body, sample), meaning(Array(body.utf8), sample))
    }
    return differences
  }

  /// White space between the elements of a list and the set of characters of a form mean nothing.
  private func tidy(_ value: String, _ name: String) -> String {
    let value = value.replacing(", ", with: ",")
    return name == "Content-Type" ? value.replacing("; charset=utf-8", with: "") : value
  }

  private func sorted(_ query: String) -> String {
    FormFields.decode(query, plusIsSpace: false).map { "\($0.name)=\($0.value)" }.sorted()
      .joined(separator: "&")
  }

  /// A body in a form in which equal ones look the same.
  private func meaning(_ body: [UInt8], _ sample: ProtocolCase) -> String {
    let text = String(decoding: body, as: UTF8.self)
    switch sample.model.wireProtocol {
    case .query:
      return text.split(separator: "&").sorted().joined(separator: "&")
    case .json, .restJSON:
      return JSONText.value(body).map(\.canonicalJSON) ?? text
    case .restXML:
      return (try? XMLReader.read(body)).map { "\(ordered($0))" } ?? text
    }
  }

  private func ordered(_ element: XMLElement) -> XMLElement {
    var element = element
    if !element.children.isEmpty { element.text = "" }
    element.attributes.sort { $0.name < $1.name }
    element.children = element.children.map(ordered).sorted { "\($0)" < "\($1)" }
    return element
  }
}
