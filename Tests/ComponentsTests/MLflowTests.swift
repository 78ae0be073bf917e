import CloudFormation
import Components
import Diagnostics
import Documents
import Stacks
import Testing

/// What an MLflow server becomes, beyond what its examples show.
struct MLflowTests {
  /// A server with a database, in a stack of its own.
  private func resources(
    _ server: String = "", front: String = "{scheme: internal}",
    network: String = "{type: network}",
    database: String = "{type: postgres, network: \"${network}\"}", stack: String = "platform"
  ) throws -> [String: Value.Object] {
    let text = """
      stack: \(stack)
      resources:
        network: \(network)
        artifacts: {type: bucket}
        db: \(database)
        mlflow:
          type: mlflow-server
          image: 111111111111.dkr.ecr.us-east-1.amazonaws.com/mlflow:3.17.2
          network: ${network}
          artifacts: ${artifacts}
          load-balancer: \(front)
      \(server.split(separator: "\n").map { "    \($0)\n" }.joined())
      """
    let lowered = try Lowered(text)
    #expect(lowered.diagnostics.allSatisfy { $0.severity == .note }, "\(lowered.diagnostics)")
    let template = try #require(lowered.stack).template
    return Dictionary(
      uniqueKeysWithValues: template.resources.map { resource in
        guard case .object(let properties)? = resource[.properties] else {
          return (resource.id, [:])
        }
        return (resource.id, properties)
      })
  }

  /// The words that the container is started with.
  private func command(_ resources: [String: Value.Object]) throws -> [Value] {
    guard
      case .array(let containers)? = try #require(resources["MlflowTask"])["ContainerDefinitions"],
      case .object(let main)? = containers.last, case .array(let words)? = main["Command"]
    else {
      Issue.record("no command")
      return []
    }
    return words
  }

  private func argument(_ name: String, _ resources: [String: Value.Object]) throws -> Value? {
    let words = try command(resources)
    return words.firstIndex(of: .string(name)).map { words[$0 + 1] }
  }

  private func variable(_ name: String, _ resources: [String: Value.Object]) throws -> Value? {
    guard
      case .array(let containers)? = try #require(resources["MlflowTask"])["ContainerDefinitions"],
      case .object(let main)? = containers.last, case .array(let entries)? = main["Environment"]
    else { return nil }
    for case .object(let entry) in entries where entry["Name"] == .string(name) {
      return entry["Value"]
    }
    return nil
  }

  /// Idle it takes half of the memory at most, by 460 MiB for the first worker, 200 for each other
  /// one and 1320 for jobs.
  @Test(
    arguments: [
      ("0.25", "1GiB", "1", "false"), ("0.5", "4GiB", "1", "true"), ("1", "2GiB", "2", "false"),
      ("2", "4GiB", "2", "true"), ("2", "8GiB", "4", "true"), ("4", "8GiB", "8", "true"),
      ("16", "32GiB", "16", "true"),
    ])
  func workIsCutToTheTask(_ cpu: String, _ memory: String, _ workers: String, _ jobs: String) throws
  {
    let resources = try resources("cpu: \(cpu)\nmemory: \(memory)\ndatabase: ${db}")
    #expect(try argument("--workers", resources) == .string(workers))
    #expect(try variable("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", resources) == .string(jobs))
  }

  /// CloudFormation's own names have capitals, which no browser sends.
  @Test(arguments: ["platform", "Platform-Of-All-Teams-In-The-Whole-Company", "p"])
  func balancersHaveSmallNames(stack: String) throws {
    var names: Set<String> = []
    for scheme in ["internal", "internet"] {
      let front = "{scheme: \(scheme), plain-http: true, allow: [203.0.113.0/24]}"
      guard
        case .string(let name)? = try resources(front: front, stack: stack)["MlflowBalancer"]?[
          "Name"]
      else {
        Issue.record("no name")
        continue
      }
      #expect(name.count <= 32)
      #expect(name.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".contains($0) })
      #expect(!name.hasPrefix("internal-") && !name.hasSuffix("-") && !name.contains("--"))
      names.insert(name)
    }
    // The one takes the place of the other, and both stand meanwhile.
    #expect(names.count == 2)
  }

  @Test func itAnswersToTheNameThatAWSGives() throws {
    let name: Value = ["Fn::GetAtt": ["MlflowBalancer", "DNSName"]]
    let resources = try resources("database: ${db}")
    #expect(
      try argument("--allowed-hosts", resources) == [
        "Fn::Join": [",", [name, ["Fn::Join": ["", [name, ":80"]]]]]
      ])
    #expect(
      try argument("--cors-allowed-origins", resources) == ["Fn::Join": ["", ["http://", name]]])
  }

  /// A file of SQLite has one task at a time, which lives on the file system.
  @Test func aFileIsNeverShared() throws {
    let resources = try resources()
    let service = try #require(resources["Mlflow"])
    #expect(service["DesiredCount"] == 1)
    guard case .object(let bounds)? = service["DeploymentConfiguration"] else {
      Issue.record("no bounds")
      return
    }
    #expect(bounds["MinimumHealthyPercent"] == 0)
    #expect(bounds["MaximumPercent"] == 100)
    #expect(try variable("MLFLOW_BACKEND_STORE_URI", resources) == "sqlite:////mlflow/mlflow.db")
    #expect(resources["MlflowFilesMount1"] != nil && resources["MlflowFilesMount2"] != nil)
    #expect(resources["MlflowFilesMount3"] == nil)
  }

  /// The database lets its tasks in, and no one else.
  @Test(arguments: [
    "{type: postgres, network: \"${network}\"}",
    "{type: postgres, network: \"${network}\", serverless: {max: 4}}",
  ])
  func theDatabaseAdmitsIt(database: String) throws {
    let used = try resources("database: ${db}", database: database)
    guard case .array(let rules)? = try #require(used["DbGroup"])["SecurityGroupIngress"],
      case .object(let rule)? = rules.first
    else {
      Issue.record("no rule")
      return
    }
    #expect(rules.count == 1)
    #expect(rule["SourceSecurityGroupId"] == ["Fn::GetAtt": ["MlflowGroup", "GroupId"]])
    #expect(try resources(database: database)["DbGroup"]?["SecurityGroupIngress"] == nil)
  }

  /// Where nothing leaves the network, secrets are read inside of it.
  @Test(arguments: [("database: ${db}", true), ("basic-auth: true", true), ("", false)])
  func secretsAreReadInsideTheNetwork(_ server: String, _ isNeeded: Bool) throws {
    let resources = try resources(server, network: "{type: network, egress: endpoints}")
    #expect((resources["NetworkEndpointSecretsManager"] != nil) == isNeeded)
    #expect(resources["NetworkEndpointEcrDkr"] != nil)
  }

  /// Nobody is let through before signing in.
  @Test func peopleSignInFirst() throws {
    let front = """
      {scheme: internet, domain: mlflow.example.com, certificate: "arn:aws:acm:us-east-1:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"}
      """
    let oidc = """
      database: ${db}
      oidc: {issuer: "https://a.example", authorization-endpoint: "https://a.example/a", token-endpoint: "https://a.example/t", user-info-endpoint: "https://a.example/u", client-id: mlflow, client-secret: "fraud/login#secret"}
      """
    let listener = try #require(try resources(oidc, front: front)["MlflowPublicHttps"])
    guard case .array(let actions)? = listener["DefaultActions"],
      case .object(let first)? = actions.first, case .object(let last)? = actions.last,
      case .object(let settings)? = first["AuthenticateOidcConfig"]
    else {
      Issue.record("no actions")
      return
    }
    #expect(first["Order"] == 1 && first["Type"] == "authenticate-oidc")
    #expect(last["Order"] == 2 && last["Type"] == "forward")
    #expect(settings["OnUnauthenticatedRequest"] == "authenticate")
    #expect(
      settings["ClientSecret"]
        == "{{resolve:secretsmanager:fraud/login:SecretString:secret}}")
  }
}
