import AWS
import Documents
import Foundation
import TestSupport
import Testing

/// Whole machines, with the traffic of their servers, as AWS's SDK for Rust has them.
@Suite(.enabled(if: IndependentData.isHere)) struct ScenarioTests {
  /// The codes of the scenarios that end badly.
  private static let refusals: [String: AWSCode] = [
    "eks_pod_identity_no_token_file": .noTokenFile,
    "imds_default_chain_error": .noCredentials, "imds_disabled": .noCredentials,
    "imds_no_iam_role": .instanceFailed, "imds_token_fail": .instanceFailed,
    "profile_overrides_web_identity": .noCredentials, "sso_no_token_file": .signInNeeded,
    "sso_server_error": .serviceFailed, "web_identity_source_profile_no_env": .badProfile,
    "web_identity_token_invalid_jwt": .refused, "credential_process_failure": .processFailed,
    "credential_process_invalid": .processFailed, "empty_config": .noCredentials,
    "invalid_config": .malformedProfiles, "invalid_sso_credentials_config": .noCredentials,
    "sso_token": .noCredentials,
  ]

  @Test(
    arguments: [("default-credential-provider-chain", 29), ("profile-provider", 18)])
  func scenarios(_ family: String, _ count: Int) async throws {
    let names = try IndependentFiles.folders(in: "credentials/\(family)")
    #expect(names.count == count)
    for name in names { try await play(name, in: "credentials/\(family)/\(name)") }
    print("credentials \(family): \(count) of \(count) scenarios")
  }

  private func play(_ name: String, in folder: String) async throws {
    let scene = try scene(folder)
    let expected = try JSONValue.read("\(folder)/test-case.json")["result"]
    let label = Comment(rawValue: name)
    // This family begins with the profile and does not look at the environment's keys.
    let ignoresKeys =
      folder.contains("profile-provider") && scene.variables["AWS_ACCESS_KEY_ID"] != nil
    do throws(AWSFault) {
      let found = try await scene.find(profile: ignoresKeys ? "default" : nil)
      let wanted = try? #require(expected?["Ok"], label)
      let credentials = found.credentials
      #expect(credentials.accessKeyID == wanted?["access_key_id"]?.text, label)
      #expect(
        credentials.secretAccessKey.revealed == wanted?["secret_access_key"]?.text, label)
      #expect(credentials.sessionToken?.revealed == wanted?["session_token"]?.text, label)
      #expect(
        credentials.expiry?.seconds == wanted?["expiry"]?.number.map { Int64($0) }, label)
      if let account = wanted?["account_id"]?.text {
        #expect(credentials.account == account, label)
      }
    } catch {
      #expect(expected?["ErrorContains"] != nil, "\(name): \(error.message)")
      #expect(error.code == Self.refusals[name], "\(name): \(error.message)")
    }
    #expect(scene.server.mistakes == [], label)
    #expect(scene.server.left == 0, label)
  }

  // MARK: - Single sign-on for a token

  @Test func tokenScenarios() async throws {
    let root = "credentials/default-token-provider-chain"
    let names = try IndependentFiles.folders(in: root)
    #expect(names.count == 3)
    for name in names {
      let scene = try scene("\(root)/\(name)")
      let settings = try Settings(scene.settingsWorld)
      let route = try settings.route(of: settings.profile)
      guard case .singleSignOn(let sign) = try #require(route).origin else {
        Issue.record("\(name) has no sign-in")
        continue
      }
      let found = try await SignOnToken(sign, Endpoints(settings), scene.world).token()
      let expected = try JSONValue.read("\(root)/\(name)/test-case.json")["result"]?["Ok"]
      #expect(found.token.revealed == expected?["token"]?.text, "\(name)")
      #expect(found.expiry.iso8601 == expected?["expiration"]?.text, "\(name)")
    }
    print("credentials default-token-provider-chain: 3 of 3 scenarios")
  }

  // MARK: - Scenes from files

  private func scene(_ folder: String) throws -> CredentialScene {
    var scene = CredentialScene()
    scene.variables = (try JSONValue.read("\(folder)/env.json").members ?? [:])
      .compactMapValues(\.text)
    for path in try IndependentFiles.files(in: "\(folder)/fs", ending: "") {
      guard let bytes = try? IndependentData.bytes(path) else { continue }
      scene.files[String(path.dropFirst("\(folder)/fs".count))] =
        String(decoding: bytes, as: UTF8.self)
    }
    scene.server = RecordedServer(try exchanges(folder))
    scene.programs = { Self.run($0) }
    return scene
  }

  private func exchanges(_ folder: String) throws -> [RecordedServer.Exchange] {
    var exchanges: [RecordedServer.Exchange] = []
    for event in try JSONValue.read("\(folder)/http-traffic.json")["events"]?.elements ?? [] {
      let action = event["action"]
      if let request = action?["Request"]?["request"] {
        exchanges.append(
          RecordedServer.Exchange(
            method: request["method"]?.text ?? "", url: request["uri"]?.text ?? "",
            headers: headers(request), status: 0, body: ""))
      } else if let response = action?["Response"]?["response"]?["Ok"] {
        exchanges[exchanges.count - 1].status = Int(response["status"]?.number ?? 0)
      } else if let data = action?["Data"], let text = data["data"]?["Utf8"]?.text {
        if data["direction"]?.text == "Response" {
          exchanges[exchanges.count - 1].body += text
        } else {
          exchanges[exchanges.count - 1].form = form(text)
        }
      }
    }
    return exchanges
  }

  /// What is neither the other SDK's own nor replaced in the recordings by plain words.
  private func headers(_ request: JSONValue) -> [String: String] {
    let names = [
      "x-amz-sso_bearer_token", "x-aws-ec2-metadata-token", "x-aws-ec2-metadata-token-ttl-seconds",
      "accept",
    ]
    var headers: [String: String] = [:]
    for (name, values) in request["headers"]?.members ?? [:] where names.contains(name.lowercased())
    {
      headers[name] = values.elements?.first?.text
    }
    return headers
  }

  private func form(_ text: String) -> [String: String] {
    let fields = FormFields.decode(text).map { ($0.name, $0.value) }
    return Dictionary(fields, uniquingKeysWith: { $1 }).filter {
      ["Action", "Version"].contains($0.key)
    }
  }

  private static func run(_ command: String) -> ProgramResult? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return ProgramResult(status: Int(process.terminationStatus), output: Array(bytes))
  }
}

/// Where containers and instances have their credentials.
@Suite(.enabled(if: IndependentData.isHere)) struct PlatformCaseTests {
  @Test func containers() throws {
    let cases = try JSONValue.read("credentials/ecs-tests.json")["tests"]?.elements ?? []
    #expect(cases.count == 11)
    for sample in cases {
      let name = Comment(rawValue: sample["docs"]?.text ?? "")
      var scene = CredentialScene()
      scene.variables = (sample["env"]?.members ?? [:]).compactMapValues(\.text)
      do throws(AWSFault) {
        let url = try ContainerSource(scene.world).url()
        #expect(url?.text == sample["result"]?["Ok"]?.text, name)
      } catch {
        #expect(sample["result"]?["ErrorContains"] != nil, name)
        #expect(error.code == .badSetting, name)
      }
    }
    print("containers: \(cases.count) of \(cases.count) cases")
  }

  @Test func instances() throws {
    let cases = try JSONValue.read("credentials/imds-config/imds-endpoint-tests.json")["tests"]
    var (played, leftOut) = (0, 0)
    for sample in cases?.elements ?? [] {
      let name = Comment(rawValue: sample["docs"]?.text ?? "")
      // An address or a mode in the code of a caller: this program has no such place.
      guard sample["endpoint_override"] == nil, sample["mode_override"] == nil else {
        leftOut += 1
        continue
      }
      played += 1
      var scene = CredentialScene()
      scene.variables = (sample["env"]?.members ?? [:]).compactMapValues(\.text)
      scene.files = (sample["fs"]?.members ?? [:]).compactMapValues(\.text)
      do throws(AWSFault) {
        let url = try InstanceSource(try Settings(scene.settingsWorld), scene.world).endpoint()
        #expect(
          sample["result"]?["Ok"]?.text == "\(url.scheme)://\(url.authority)/latest/api/token",
          name)
      } catch {
        #expect(sample["result"]?["Err"] != nil, name)
        #expect(error.code == .badSetting, name)
      }
    }
    print("instances: \(played) cases, \(leftOut) left out (settings in a caller's code)")
    #expect(played == 11)
    #expect(leftOut == 3)
  }
}
