import AWS
import TestSupport
import Testing

/// Where AWS's own rules say that services are: every case of every service that is used.
@Suite(.enabled(if: IndependentData.isHere)) struct EndpointCaseTests {
  private static let counts = [
    "apigateway": 43, "apigatewayv2": 43, "cloudcontrol": 49, "cloudformation": 49,
    "cloudwatch": 26, "ec2": 54, "ecr": 26, "ecs": 49, "iam": 26, "lambda": 71, "logs": 49,
    "pricing": 22, "resourcegroupstaggingapi": 44, "s3": 393, "sagemaker": 47,
    "secretsmanager": 49, "ssm": 49, "sso": 40, "sso-oidc": 40, "sts": 69,
  ]

  @Test(arguments: counts.keys.sorted())
  func cases(_ service: String) throws {
    let file = try JSONValue.read("endpoints/services/\(service)/endpoint-tests-1.json")
    let rules = try #require(EndpointFacts.rules(of: service))
    let cases = file["testCases"]?.elements ?? []
    #expect(cases.count == Self.counts[service])
    for sample in cases {
      let name = Comment(rawValue: "\(service): \(sample["documentation"]?.text ?? "")")
      let parameters = (sample["params"]?.members ?? [:]).compactMapValues(RuleValue.init)
      do throws(EndpointRefusal) {
        let found = try rules.endpoint(parameters)
        let expected = sample["expect"]?["endpoint"]
        #expect(found.url.text == expected?["url"]?.text.flatMap(HTTPURL.init)?.text, name)
        let schemes = expected?["properties"]?["authSchemes"]?.elements ?? []
        if !schemes.isEmpty {
          #expect(schemes.contains { agrees(found, with: $0, rules, parameters) }, name)
        } else {
          #expect(found.signingName == rules.signingName, name)
        }
      } catch {
        #expect(sample["expect"]?["error"] != nil, name)
      }
    }
    print("endpoints \(service): \(cases.count) of \(cases.count) cases")
  }

  private func agrees(
    _ found: Endpoint, with scheme: JSONValue, _ rules: EndpointRules,
    _ parameters: [String: RuleValue]
  ) -> Bool {
    let regions = scheme["signingRegionSet"]?.elements?.compactMap(\.text).joined(separator: ",")
    var region = scheme["signingRegion"]?.text ?? regions
    if region == nil, case .text(let asked) = parameters["Region"] { region = asked }
    return scheme["name"]?.text == found.scheme && region == found.signingRegion
      && scheme["signingName"]?.text ?? rules.signingName == found.signingName
  }

  @Test func everyServiceHasRules() {
    let others = ["application-autoscaling", "sagemaker-runtime", "service-quotas"]
    #expect(EndpointFacts.services.sorted() == (Self.counts.keys + others).sorted())
  }

  @Test func partitionsOfAllRegions() throws {
    let file = try JSONValue.read("endpoints/partitions.json")
    let partitions = file["partitions"]?.elements ?? []
    #expect(partitions.count == Partition.all.count)
    for known in partitions {
      let outputs = known["outputs"]
      for region in (known["regions"]?.members ?? [:]).keys {
        let partition = Partition(of: region)
        #expect(partition.name == known["id"]?.text, "\(region)")
        #expect(partition.suffix == outputs?["dnsSuffix"]?.text, "\(region)")
        #expect(partition.dualStackSuffix == outputs?["dualStackDnsSuffix"]?.text, "\(region)")
        #expect(partition.supportsFIPS == outputs?["supportsFIPS"]?.flag, "\(region)")
        #expect(partition.supportsDualStack == outputs?["supportsDualStack"]?.flag, "\(region)")
        #expect(partition.globalRegion == outputs?["implicitGlobalRegion"]?.text, "\(region)")
      }
    }
  }

  @Test(
    arguments: [
      ("us-east-9", "aws"), ("mx-west-2", "aws"), ("cn-south-1", "aws-cn"),
      ("us-gov-north-1", "aws-us-gov"), ("us-isob-west-3", "aws-iso-b"),
      ("eusc-de-west-2", "aws-eusc"), ("mars-east-1", "aws"),
    ])
  func regionsToComeHaveTheirPartition(_ region: String, _ partition: String) {
    #expect(Partition(of: region).name == partition)
  }
}

/// Which address settings come to, in the cases that AWS's SDKs share.
@Suite(.enabled(if: IndependentData.isHere)) struct ConfiguredEndpointTests {
  @Test func configuredAddresses() throws {
    let file = try JSONValue.read("endpoints/config/configured-endpoint-urls.json")
    let suite = try #require(file["testSuites"]?.elements?.first)
    let cases = suite["endpointUrlTests"]?.elements ?? []
    for sample in cases {
      let name = Comment(rawValue: sample["name"]?.text ?? "")
      let client = suite["client_configs"]?[sample["client_config"]?.text ?? ""]?.members ?? [:]
      var variables = (suite["environments"]?[sample["environment"]?.text ?? ""]?.members ?? [:])
        .compactMapValues(\.text)
      if client["ignore_configured_endpoint_urls"]?.flag == true {
        variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true"
      }
      variables["AWS_CONFIG_FILE"] = "config"
      let text = config(suite)
      let settings = try Settings(
        profile: sample["profile"]?.text,
        SettingsWorld(
          variable: { [variables] in variables[$0] },
          readFile: { (_) throws(SettingsFileFault) in Array(text.utf8) }))
      var endpoints = Endpoints(settings)
      endpoints.choices.url = client["endpoint_url"]?.text
      let expected = sample["output"]?["endpointUrl"]?.text
      guard sample["service"]?.text == "s3" else {
        // There are no rules of this service, only settings.
        let usual = "https://dynamodb.fake-region-10.amazonaws.com"
        #expect(try endpoints.configured(for: "DynamoDB") ?? usual == expected, name)
        continue
      }
      let found = try endpoints.endpoint(of: "s3", in: try settings.region())
      #expect(found.url.text == expected.flatMap(HTTPURL.init)?.text, name)
    }
    print("configured endpoints: \(cases.count) of \(cases.count) cases")
    #expect(cases.count == 39)
  }

  private func config(_ suite: JSONValue) -> String {
    var text = ""
    for (name, values) in suite["profiles"]?.members ?? [:] {
      text += "[profile \(name)]\n"
      for (key, value) in values.members ?? [:] { text += "\(key) = \(value.text ?? "")\n" }
    }
    for (name, services) in suite["services"]?.members ?? [:] {
      text += "[services \(name)]\n"
      for (service, values) in services.members ?? [:] {
        text += "\(service) =\n"
        for (key, value) in values.members ?? [:] { text += "  \(key) = \(value.text ?? "")\n" }
      }
    }
    return text
  }
}

extension RuleValue {
  /// A parameter of a case.
  fileprivate init?(_ value: JSONValue) {
    switch value {
    case .string(let text): self = .text(text)
    case .bool(let flag): self = .flag(flag)
    case .list(let elements): self = .list(elements.compactMap(\.text))
    default: return nil
    }
  }
}
