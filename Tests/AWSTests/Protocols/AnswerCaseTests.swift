import Documents
import Foundation
import TestSupport
import Testing

@testable import AWS

/// How AWS's SDKs read answers, by the models that the cases bring.
@Suite(.enabled(if: IndependentData.isHere)) struct AnswerCaseTests {
  /// Cases that are not for what is here, with their reasons.
  private static let leftOut: [String: String] = [
    "RestJsonDeserializesDenseSetMapAndSkipsNull": "the models do not say which maps are dense",
    "RPC JSON Event Stream 6.0": "no operation here answers with events",
    "REST XML Event Stream 14.0": "no operation here answers with events",
    "REST XML Event Stream 14.1": "no operation here answers with events",
    "REST XML Event Stream 14.2": "no operation here answers with events",
  ]

  @Test(arguments: [
    ("output/query", 38), ("output/json", 58), ("output/json_1_0", 32),
    ("output/json_1_0-query-compatible", 2), ("output/rest-json", 91), ("output/rest-xml", 78),
    ("legacy/output/query", 19), ("legacy/output/json", 20), ("legacy/output/rest-json", 33),
    ("legacy/output/rest-xml", 25),
  ])
  func everyAnswerIsRead(_ family: String, _ count: Int) throws {
    let cases = try ProtocolCase.all(family)
    #expect(cases.count == count)
    var passed = 0
    for sample in cases where Self.leftOut[sample.id] == nil {
      let difference = difference(sample)
      #expect(difference == nil, "\(sample.id): \(difference ?? "")")
      if difference == nil { passed += 1 }
    }
    let left = cases.count { Self.leftOut[$0.id] != nil }
    print("protocols \(family): \(passed) of \(count) cases, \(left) left out")
  }

  /// Whatever a proxy makes of an answer, it is an output, an error or named as neither.
  @Test(arguments: ["output/query", "output/json", "output/rest-json", "output/rest-xml"])
  func damagedAnswersEndSomehow(_ family: String) throws {
    var random = SeededGenerator(seed: UInt64(family.utf8.count))
    var ends = 0
    for sample in try ProtocolCase.all(family) {
      let body = Array((sample.sample["response"]?["body"]?.text ?? "").utf8)
      for _ in 0..<20 where !body.isEmpty {
        var damaged = Array(body.prefix(Int(random.next() % UInt64(body.count)) + 1))
        damaged[Int(random.next() % UInt64(damaged.count))] = UInt8(
          truncatingIfNeeded: random.next())
        let status = [200, 400, 503][Int(random.next() % 3)]
        switch AnswerReader(sample.model, sample.operation).read(
          HTTPResponse(status: status, body: damaged))
        {
        case .success: #expect(status == 200, "\(sample.id)")
        case .failure, .unreadable: break
        }
        ends += 1
      }
    }
    #expect(ends > 400)
  }

  private func difference(_ sample: ProtocolCase) -> String? {
    let response = sample.sample["response"] ?? .null
    let answer = AnswerReader(sample.model, sample.operation).read(
      HTTPResponse(
        status: response["status_code"]?.number?.int ?? 200,
        headers: HTTPHeaders(
          (response["headers"]?.members ?? []).map { .init($0.key, $0.value.text ?? "") }),
        body: Array((response["body"]?.text ?? "").utf8)))
    switch answer {
    case .unreadable(let line, let reason): return "\(line): \(reason)"
    case .success(let value, _):
      guard let wanted = sample.sample["result"] else { return "no error, but \(value)" }
      let theirs = sample.operation.output.map { sample.value(wanted, $0) } ?? .record([])
      return value.isLike(theirs) ? nil : "\(value)\n  not \(theirs)"
    case .failure(let error):
      if let code = sample.sample["errorCode"]?.text, code != error.code {
        return "code \(error.code), not \(code)"
      }
      if let message = sample.sample["errorMessage"]?.text, message != error.message {
        return "message \(error.message), not \(message)"
      }
      guard let details = sample.sample["error"] else {
        return sample.sample["result"] == nil ? nil : "an error: \(error)"
      }
      guard let name = sample.operation.errors.first else { return nil }
      let shape = ShapeReference(shape: name, traits: ShapeTraits(.null))
      let theirs = sample.value(details, shape)
      return error.details.isLike(theirs) || theirs.fields.isEmpty
        ? nil : "details \(error.details), not \(theirs)"
    }
  }
}
