import AWS
import TestSupport
import Testing

/// How profiles come to credentials, in the cases that AWS's SDK for Rust has for it.
@Suite(.enabled(if: IndependentData.isHere)) struct RouteCaseTests {
  private static let codes: [(String, AWSCode)] = [
    ("profile must contain `source_profile`", .badProfile),
    ("profile contained both source_profile and credential_source", .badProfile),
    ("profile missing aws_secret_access_key", .incompleteKeys),
    ("profile missing aws_access_key_id", .incompleteKeys),
    ("profile `B` did not contain credential information", .noCredentials),
    ("could not find source profile B referenced from A", .profileNotFound),
    ("No profiles were defined", .profileNotFound),
    ("profile formed an infinite loop", .profileLoop),
    ("`role_arn` was missing", .badProfile),
    ("if `sso_role_name` is set", .badProfile), ("if `sso_account_id` is set", .badProfile),
    ("`sso_region` can only be specified", .badProfile),
    ("sso-session named `oops`", .badProfile),
  ]

  @Test func cases() throws {
    let cases = try JSONValue.array("credentials/assume-role-tests.json")
    #expect(cases.count == 28)
    for sample in cases {
      let name = Comment(rawValue: sample["docs"]?.text ?? "")
      let scene = CredentialScene(
        variables: ["HOME": "/h"], files: ["/h/.aws/config": config(sample["input"])])
      do throws(AWSFault) {
        let route = try Settings(scene.settingsWorld)
          .route(of: sample["input"]?["selected_profile"]?.text ?? "")
        guard let route else {
          // The source of the credentials is looked for elsewhere then.
          #expect(
            sample["output"]?["Error"]?.text?.hasPrefix("profile `A` did not contain") == true, name
          )
          continue
        }
        let steps = sample["output"]?["ProfileChain"]?.elements ?? []
        #expect(steps.count == route.roles.count + 1, name)
        #expect(steps.first.map { origin($0) } == withoutProfile(route.origin), name)
        #expect(steps.dropFirst().map { role($0["AssumeRole"]) } == route.roles, name)
      } catch {
        let expected = sample["output"]?["Error"]?.text ?? "none"
        #expect(error.code == Self.codes.first { expected.hasPrefix($0.0) }?.1, name)
      }
    }
    print("assume-role: \(cases.count) of \(cases.count) cases")
  }

  private func config(_ input: JSONValue?) -> String {
    var text = ""
    for (kind, key) in [("profile", "profiles"), ("sso-session", "sso_sessions")] {
      for (name, values) in input?[key]?.members ?? [:] {
        text += "[\(kind) \(name)]\n"
        for (property, value) in values.members ?? [:] {
          text += "\(property) = \(value.text ?? "")\n"
        }
      }
    }
    return text
  }

  private func origin(_ step: JSONValue) -> CredentialRoute.Origin? {
    if let keys = step["AccessKey"] {
      return .keys(
        Credentials(
          accessKeyID: keys["access_key_id"]?.text ?? "",
          secretAccessKey: Secret(keys["secret_access_key"]?.text ?? ""),
          account: keys["account_id"]?.text), profile: "")
    }
    if let identity = step["WebIdentityToken"], let role = role(identity) {
      return .webIdentity(
        WebIdentity(role: role, tokenFile: identity["web_identity_token_file"]?.text ?? ""))
    }
    if let sign = step["Sso"] {
      return .singleSignOn(
        SingleSignOn(
          profile: "A", session: sign["sso_session"]?.text,
          startURL: sign["sso_start_url"]?.text ?? "", region: sign["sso_region"]?.text ?? "",
          account: sign["sso_account_id"]?.text, roleName: sign["sso_role_name"]?.text))
    }
    return step["NamedSource"]?.text == "Ec2InstanceMetadata" ? .instance : nil
  }

  /// The cases do not say in which profile the keys stand.
  private func withoutProfile(_ origin: CredentialRoute.Origin) -> CredentialRoute.Origin {
    if case .keys(let keys, _) = origin { .keys(keys, profile: "") } else { origin }
  }

  private func role(_ value: JSONValue?) -> AssumedRole? {
    value.map {
      AssumedRole(
        arn: $0["role_arn"]?.text ?? "", sessionName: $0["role_session_name"]?.text,
        externalID: $0["external_id"]?.text)
    }
  }
}
