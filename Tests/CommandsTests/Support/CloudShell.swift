import AWS
import Documents
import LocalCloud

/// As much of `aws cloudformation` as examples need, on the embedded cloud.
struct CloudShell {
  private let clouds: InMemoryClouds

  init(_ clouds: InMemoryClouds) {
    self.clouds = clouds
  }

  /// Carries out a command line of the AWS CLI; a refusal is an error.
  func run(_ arguments: [String]) async throws {
    guard arguments.count > 1, arguments[0] == "cloudformation" else {
      throw Unplayable(what: arguments.joined(separator: " "))
    }
    let fields = try Self.fields(arguments.drop { !$0.hasPrefix("--") })
    let cloud = try LocalCloud(store: clouds.store())
    guard arguments[1] == "wait" else {
      return try call(Self.camel(arguments[1]), fields, cloud)
    }
    // A stack that is gone is refused: then there is nothing to wait for.
    while let text = try? answer("DescribeStacks", fields, cloud), text.contains("_IN_PROGRESS<") {}
  }

  private func call(_ action: String, _ fields: [String: String], _ cloud: LocalCloud) throws {
    _ = try answer(action, fields, cloud)
  }

  private func answer(
    _ action: String, _ fields: [String: String], _ cloud: LocalCloud
  ) throws -> String {
    let now = clouds.now()
    let all = fields.merging(["Action": action, "Version": "2010-05-15"]) { $1 }
    let request = HTTPRequest(
      method: "POST", url: HTTPURL(host: "cloudformation.us-east-1.amazonaws.com"),
      headers: ["Content-Type": "application/x-www-form-urlencoded"],
      body: FormFields.encode(
        all.sorted { $0.key < $1.key }.map { FormFields.Field($0.key, $0.value) }))
    let signer = Signer(
      credentials: LocalCloud.credentials, region: "us-east-1", service: "cloudformation")
    let response = cloud.respond(to: signer.sign(request, at: now), at: now)
    let text = String(decoding: response.body, as: UTF8.self)
    guard response.status == 200 else { throw Unplayable(what: text) }
    return text
  }

  /// `--stack-name jobs --enable-x` as the fields of a call.
  private static func fields(_ arguments: ArraySlice<String>) throws -> [String: String] {
    var fields: [String: String] = [:]
    var rest = arguments
    while let option = rest.popFirst() {
      guard option.hasPrefix("--") else { throw Unplayable(what: option) }
      let name = camel(String(option.dropFirst(2)))
      fields[name] = rest.first.map { $0.hasPrefix("--") } ?? true ? "true" : rest.popFirst()
    }
    return fields
  }

  private static func camel(_ kebab: String) -> String {
    kebab.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
