import AWS
import TestSupport
import Testing

@Suite struct EndpointTests {
  private func endpoint(
    _ service: String, _ region: String, _ variables: [String: String] = [:]
  ) throws(AWSFault) -> Endpoint {
    try Endpoint.of(service, in: region) { variables[$0] }
  }

  @Test(
    arguments: [
      ([:], "https://cloudformation.sa-east-1.amazonaws.com/"),
      (["AWS_ENDPOINT_URL": "http://127.0.0.1:4566"], "http://127.0.0.1:4566/"),
      (
        ["AWS_ENDPOINT_URL": "http://a:1", "AWS_ENDPOINT_URL_CLOUDFORMATION": "https://b/x"],
        "https://b/x"
      ),
      (["AWS_ENDPOINT_URL_STS": "http://a:1"], "https://cloudformation.sa-east-1.amazonaws.com/"),
      (["AWS_ENDPOINT_URL": ""], "https://cloudformation.sa-east-1.amazonaws.com/"),
      (
        ["AWS_ENDPOINT_URL": "http://a:1", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"],
        "https://cloudformation.sa-east-1.amazonaws.com/"
      ),
    ] as [([String: String], String)])
  func variablesComeFirst(_ variables: [String: String], _ url: String) throws {
    let endpoint = try endpoint("cloudformation", "sa-east-1", variables)
    #expect(endpoint.url.text == url)
    #expect(endpoint.signingRegion == "sa-east-1")
  }

  @Test(arguments: ["localhost:4566", "ftp://x", "http://", "http://u:p@x", "http://x/?a=b"])
  func whatIsNoAddressIsNamed(_ text: String) {
    let fault = #expect(throws: AWSFault.self) {
      try endpoint("sts", "us-east-1", ["AWS_ENDPOINT_URL": text])
    }
    #expect(fault?.code == .badEndpoint)
  }

  @Test(arguments: ["", "us east 1", "us-east-1/", "evil.example", "-a", "US-EAST-1"])
  func whatIsNoRegionIsNamed(_ text: String) {
    let fault = #expect(throws: AWSFault.self) { try endpoint("sts", text) }
    #expect(fault?.code == .badRegion)
  }
}

/// Where AWS's own rules say that services are. The variants with FIPS, dual stack, the old global
/// endpoint and an endpoint in the call are not offered yet.
@Suite(.enabled(if: IndependentData.isHere)) struct EndpointCaseTests {
  @Test(arguments: [("cloudformation", 29), ("sts", 29)])
  func regionalEndpoints(_ service: String, _ expectedCount: Int) throws {
    let file = try JSONValue.read("endpoints/services/\(service)/endpoint-tests-1.json")
    var count = 0
    for sample in file["testCases"]?.elements ?? [] {
      let parameters = sample["params"]?.members ?? [:]
      let isPlain = ["UseFIPS", "UseDualStack", "UseGlobalEndpoint"].allSatisfy {
        parameters[$0]?.flag != true
      }
      guard isPlain, parameters["Endpoint"] == nil, let region = parameters["Region"]?.text,
        let expected = sample["expect"]?["endpoint"]?["url"]?.text, region != "aws-global"
      else { continue }
      count += 1
      let endpoint = try Endpoint.of(service, in: region) { _ in nil }
      #expect(endpoint.url.text == "\(expected)/")
    }
    #expect(count == expectedCount)
  }

  @Test func partitionsOfAllRegions() throws {
    let file = try JSONValue.read("endpoints/partitions.json")
    let partitions = file["partitions"]?.elements ?? []
    #expect(partitions.count == 8)
    for known in partitions {
      for region in (known["regions"]?.members ?? [:]).keys where !region.hasSuffix("-global") {
        let partition = Partition(of: region)
        #expect(partition.name == known["id"]?.text, "\(region)")
        #expect(partition.suffix == known["outputs"]?["dnsSuffix"]?.text, "\(region)")
      }
    }
  }
}
