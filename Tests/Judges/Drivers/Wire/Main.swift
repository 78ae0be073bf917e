internal import AWS
internal import Documents
internal import Foundation
internal import NetworkTransport

/// Calls a server that a judge has started, with the credentials and the endpoint of the
/// environment, and prints what came back as lines of `name value`.
///
///     probe-wire identity
///     probe-wire create STACK TEMPLATE-FILE | update STACK TEMPLATE-FILE
///     probe-wire look STACK
///     probe-wire delete STACK
///     probe-wire sign COUNT
///
/// A fault ends it with 1, and with the fault's code, the service's code and the message.
@main struct ProbeWire {
  private let arguments = Array(CommandLine.arguments.dropFirst())
  private let network = NetworkTransport()

  static func main() async {
    do {
      try await ProbeWire().run()
    } catch let fault as AWSFault {
      print("fault \(fault.code) \(fault.service?.code ?? "-") \(fault.message)")
      exit(1)
    } catch {
      print("error \(error)")
      exit(2)
    }
  }

  private func run() async throws {
    switch arguments.first {
    case "identity":
      let identity = try await STSClient(client("sts", STSClient.service)).getCallerIdentity()
      print("account \(identity.account)")
      print("arn \(identity.arn)")
    case "create": try await change(.create)
    case "update": try await change(.update)
    case "look": try await look()
    case "delete": try await cloudFormation().deleteStack(arguments[1])
    case "sign": sign(Int(arguments[1]) ?? 1)
    default: throw CocoaError(.featureUnsupported)
    }
  }

  private func change(_ kind: ChangeSetRequest.Kind) async throws {
    let client = try cloudFormation()
    let body = try String(contentsOfFile: arguments[2], encoding: .utf8)
    let summary = try await client.validateTemplate(body)
    print("description \(summary.description ?? "-")")
    var request = ChangeSetRequest(
      stack: arguments[1], name: "probe-\(kind.rawValue.lowercased())", kind: kind,
      template: .body(body))
    request.capabilities = ["CAPABILITY_NAMED_IAM"]
    request.parameters = [StackParameter(key: "Text", value: "ü & <ok> + 100 %")]
    request.tags = [StackTag(key: "team", value: "risk & fraud")]
    let created = try await client.createChangeSet(request)
    let described = try await client.describeChangeSet(created.id, stack: created.stackID)
    for change in described.changes {
      print("change \(change.action) \(change.logicalID) \(change.type)")
    }
    try await client.executeChangeSet(created.id, stack: created.stackID)
    print("executed \(created.stackID)")
  }

  private func look() async throws {
    let client = try cloudFormation()
    guard let stack = try await client.describeStack(arguments[1]) else {
      print("missing \(arguments[1])")
      return
    }
    print("status \(stack.status.rawValue)")
    for parameter in stack.parameters {
      print("parameter \(parameter.key)=\(parameter.value ?? "")")
    }
    for tag in stack.tags { print("tag \(tag.key)=\(tag.value)") }
    for resource in try await client.listStackResources(of: stack.id) {
      print("resource \(resource.logicalID) \(resource.type) \(resource.physicalID ?? "-")")
    }
    let described = try await client.describeStackResources(of: stack.name)
    print("described \(described.count)")
    print("events \(try await client.stackEvents(of: stack.id).count)")
    print("stacks \(try await client.describeStacks().count)")
    let template = try await client.getTemplate(of: stack.name)
    print("template \(template.body.utf8.count)")
  }

  /// Prints how many requests one core signs in a second.
  private func sign(_ count: Int) {
    let signer = Signer(
      credentials: Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("secret")),
      region: "us-east-1", service: "cloudformation")
    let request = HTTPRequest(
      method: "POST", url: HTTPURL(host: "cloudformation.us-east-1.amazonaws.com"),
      headers: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
      body: Array("Action=DescribeStacks&Version=2010-05-15&StackName=mlops-dev".utf8))
    var bytes = 0
    let clock = ContinuousClock()
    let time = clock.measure {
      for index in 0..<count {
        let signed = signer.sign(request, at: Timestamp(seconds: Int64(index % 3600)))
        bytes += signed.headers["Authorization"]?.utf8.count ?? 0
      }
    }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    print("signed \(Int(Double(count) / seconds)) a second (\(bytes / count) bytes each)")
  }

  // MARK: - The world

  private func cloudFormation() throws -> CloudFormationClient {
    CloudFormationClient(try client("cloudformation", CloudFormationClient.service))
  }

  private func client(_ host: String, _ service: QueryClient.Service) throws -> QueryClient {
    let variable: @Sendable (String) -> String? = { ProcessInfo.processInfo.environment[$0] }
    let settings = try Settings(
      SettingsWorld(
        variable: variable, readFile: { (_) throws(SettingsFileFault) in nil }))
    let credentials = Credentials(
      accessKeyID: variable("AWS_ACCESS_KEY_ID") ?? "",
      secretAccessKey: Secret(variable("AWS_SECRET_ACCESS_KEY") ?? ""),
      sessionToken: variable("AWS_SESSION_TOKEN").map(Secret.init))
    let skew = variable("PROBE_SKEW_SECONDS").flatMap(Double.init) ?? 0
    return QueryClient(
      service, at: try Endpoints(settings).endpoint(of: host, in: try settings.region()),
      credentials: { () throws(AWSFault) in credentials }, transport: network.transport,
      world: CallWorld(
        now: {
          Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 + skew) * 1000))
        },
        pause: { (_) throws(CancellationError) in },
        random: { Double.random(in: 0..<1) }),
      userAgent: "esteira-probe")
  }
}
