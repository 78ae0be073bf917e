internal import AWS
internal import Documents
internal import Foundation
internal import Synchronization

/// What is asked line by line on standard input, and answered line by line.
enum Lines {
  /// Reads `{"service", "operation", "input"}` and prints the signed request instead of sending it.
  static func requests(_ services: (@escaping Transport) throws -> Services) async throws {
    let last = Mutex<HTTPRequest?>(nil)
    let kept = try services { (request) throws(TransportFault) in
      last.withLock { $0 = request }
      throw TransportFault(.cancelled, host: "", reason: "kept")
    }
    while let line = readLine() {
      guard let value = PlainJSON.value(line), case .object(let object) = value,
        case .string(let service) = object["service"],
        case .string(let operation) = object["operation"], let input = object["input"]
      else { throw CocoaError(.coderReadCorrupt) }
      _ = try? await kept.client(service).call(operation, PlainJSON.input(input))
      guard let request = last.withLock({ $0 }) else { throw CocoaError(.coderReadCorrupt) }
      let headers = request.headers.fields.map { Value.Object.Member($0.name, .string($0.value)) }
      print(
        Value.object([
          "method": .string(request.method), "url": .string(request.url.text),
          "headers": .object(Value.Object(headers)),
          "body": .string(Base64.encode(request.body)),
        ]).compactJSON)
    }
  }

  /// Reads `{"model", "operation", "status", "headers", "body"}` and prints what the answer means.
  static func answers() throws {
    while let line = readLine() {
      guard let value = PlainJSON.value(line), case .object(let object) = value,
        let model = object["model"].flatMap(ServiceModel.init),
        case .string(let name) = object["operation"], let operation = model.operation(name),
        case .number(let status) = object["status"], case .string(let body) = object["body"],
        case .object(let headers) = object["headers"]
      else { throw CocoaError(.coderReadCorrupt) }
      let response = HTTPResponse(
        status: status.int ?? 0,
        headers: HTTPHeaders(
          headers.members.compactMap { member in
            if case .string(let text) = member.value { .init(member.key, text) } else { nil }
          }),
        body: Array(body.utf8))
      let answer: Value =
        switch AnswerReader(model, operation).read(response) {
        case .success(let output, _): .object(["output": PlainJSON.output(output)])
        case .failure(let error):
          .object([
            "code": .string(error.code), "message": .string(error.message),
            "request": error.requestID.map { .string($0) } ?? .null,
          ])
        case .unreadable(let line, let reason):
          .object(["unreadable": .string("\(reason): \(line)")])
        }
      print(answer.compactJSON)
    }
  }
}
