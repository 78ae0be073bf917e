internal import AWS
internal import Documents
internal import Presentation
internal import Provisioning
internal import Stacks

/// `esteira whoami`.
enum WhoamiCommand {
  private static let verbose = Flag(
    "verbose", short: "v",
    help: "Also show where credentials were looked for and not taken, and why.")

  static let command: Command = Command(
    name: "whoami",
    summary: "Show whose credentials are used, and where they are from",
    discussion: """
      Finds credentials as AWS's own command line does, asks AWS whom they belong to, and prints \
      account, identity, region, and where the credentials were found. Outside a project it shows \
      what the environment's variables and the shared files come to. Credentials of another account \
      than the environment's are an error.
      """,
    flags: [ProjectFlags.project, ProjectFlags.environment, verbose, ProjectFlags.json],
    examples: [
      Command.Sample("Who would apply to prod?", "esteira whoami --env prod"),
      Command.Sample("Why are these the credentials?", "esteira whoami --env prod --verbose"),
    ]
  ) { invocation, world in
    var outcome = Outcome()
    do {
      let report = try await report(invocation, in: world)
      outcome.output = Array(
        (invocation.has(ProjectFlags.json)
          ? report.value.prettyJSON + "\n" : report.text(isVerbose: invocation.has(verbose))).utf8)
      if let environment = report.environment, environment.account != report.identity.account {
        throw ProvisioningFault.account(
          expected: environment.account, found: report.identity, environment: environment.name)
      }
    } catch {
      outcome.add(error)
    }
    return outcome
  }

  private static func report(
    _ invocation: Invocation, in world: World
  ) async throws -> WhoamiReport {
    let loader = ProjectLoader(world: world, invocation: invocation, needsStackFiles: false)
    let isAsked =
      invocation.value(of: ProjectFlags.environment) != nil
      || world.variable("ESTEIRA_ENV").map { !$0.isEmpty } ?? false
    guard let project = isAsked ? try loader.load() : try loader.loadIfThere() else {
      let settings = try Settings(world.settings)
      let access = Access(settings, region: nil, in: world)
      return try await report(
        access, nil, settings.regionSetting.map { "\($0.name), from \($0.source)" })
    }
    let environment = try Target.environment(of: project.project, invocation, in: world)
    let access = try Access(environment, of: project, in: world)
    try await access.cloud?.open()
    let origin = environment.isLocal ? "the embedded cloud's" : "from esteira.yaml"
    return try await report(access, environment, "\(environment.region), \(origin)")
  }

  private static func report(
    _ access: Access, _ environment: Environment?, _ region: String?
  ) async throws -> WhoamiReport {
    // Before the call: what is wrong with credentials is told as that, and not as a failed call.
    let found = try await access.credentials?.current()
    let identity = try await STSClient(try access.client(STSClient.service)).getCallerIdentity()
    return WhoamiReport(
      environment: environment, identity: identity, region: access.region,
      regionWords: region ?? "none is set", found: found)
  }
}

/// What `esteira whoami` found out.
private struct WhoamiReport {
  var environment: Environment?
  var identity: CallerIdentity
  var region: String?
  var regionWords: String
  /// None for the embedded cloud.
  var found: CredentialChain.Found?

  private var source: String { found?.route.words ?? "the embedded cloud's own" }

  func text(isVerbose: Bool) -> String {
    var rows: [(String, String)] = []
    if let environment { rows.append(("environment", environment.name)) }
    rows += [
      ("account", identity.account), ("identity", identity.arn), ("region", regionWords),
      ("credentials", source),
    ]
    if let expiry = found?.credentials.expiry { rows.append(("good until", expiry.iso8601)) }
    for (index, skipped) in (isVerbose ? found?.skipped ?? [] : []).enumerated() {
      rows.append((index == 0 ? "not used" : "", "\(skipped.source): \(skipped.reason)"))
    }
    return rows.map { name, text in
      let lines = Wrapping.lines(of: text, width: Self.width - Self.margin)
      return lines.enumerated().map { index, line in
        let start = index == 0 ? name : ""
        return start + String(repeating: " ", count: Self.margin - start.count) + line + "\n"
      }.joined()
    }.joined()
  }

  /// Columns of the whole, and of the names with the space behind them.
  private static let (width, margin) = (80, 13)

  var value: Value {
    var object: Value.Object = [
      "account": .string(identity.account), "arn": .string(identity.arn),
      "user-id": .string(identity.userID), "embedded": .bool(found == nil),
    ]
    object["environment"] = environment.map { .string($0.name) }
    object["region"] = region.map(Value.string)
    var credentials: Value.Object = ["source": .string(source)]
    if let route = found?.route {
      credentials["kind"] = .string(route.origin.kind)
      credentials["roles"] = .array(route.roles.map { .string($0.arn) })
    }
    credentials["expires"] = found?.credentials.expiry.map { .string($0.iso8601) }
    object["credentials"] = .object(credentials)
    object["skipped"] = .array(
      (found?.skipped ?? []).map {
        ["source": .string($0.source), "reason": .string($0.reason)]
      })
    return .object(object)
  }
}
