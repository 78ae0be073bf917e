import AWS
import TestSupport
import Testing

@Suite struct EndpointTests {
  private func endpoints(
    _ variables: [String: String] = [:], config: String = ""
  ) throws(AWSFault) -> Endpoints {
    Endpoints(
      try Settings(
        SettingsWorld(
          variable: { ["HOME": "/home/ana"].merging(variables) { $1 }[$0] },
          readFile: { (path) throws(SettingsFileFault) in
            path == "/home/ana/.aws/config" ? Array(config.utf8) : nil
          })))
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
      (
        ["AWS_USE_FIPS_ENDPOINT": "true"], "https://cloudformation-fips.sa-east-1.amazonaws.com/"
      ),
      (["AWS_USE_DUALSTACK_ENDPOINT": "true"], "https://cloudformation.sa-east-1.api.aws/"),
    ] as [([String: String], String)])
  func variablesComeFirst(_ variables: [String: String], _ url: String) throws {
    let endpoint = try endpoints(variables).endpoint(of: "cloudformation", in: "sa-east-1")
    #expect(endpoint.url.text == url)
    #expect(endpoint.signingRegion == "sa-east-1")
  }

  @Test func profilesSayHowServicesAreReached() throws {
    let endpoints = try endpoints(
      config: """
        [default]
        services = mine
        s3 =
          addressing_style = path
        use_dualstack_endpoint = true
        [services mine]
        api_gateway =
          endpoint_url = http://127.0.0.1:1
        """)
    var gateway = endpoints
    gateway.choices.usesDualStack = false
    #expect(
      try gateway.endpoint(of: "apigateway", in: "us-east-1").url.text == "http://127.0.0.1:1/")
    let bucket = try endpoints.endpoint(
      of: "s3", in: "us-west-2", ["Bucket": .text("models")])
    #expect(bucket.url.text == "https://s3.dualstack.us-west-2.amazonaws.com/models")
  }

  @Test(
    arguments: [
      ("iam", "eu-west-1", "https://iam.amazonaws.com/", "us-east-1", "iam"),
      ("iam", "cn-north-1", "https://iam.cn-north-1.amazonaws.com.cn/", "cn-north-1", "iam"),
      ("ecr", "us-east-1", "https://api.ecr.us-east-1.amazonaws.com/", "us-east-1", "ecr"),
      (
        "sagemaker-runtime", "us-gov-west-1",
        "https://runtime.sagemaker.us-gov-west-1.amazonaws.com/", "us-gov-west-1", "sagemaker"
      ),
      (
        "service-quotas", "eu-west-1", "https://servicequotas.eu-west-1.amazonaws.com/",
        "eu-west-1", "servicequotas"
      ),
      ("sts", "aws-global", "https://sts.amazonaws.com/", "us-east-1", "sts"),
    ])
  func servicesHaveTheirOwnAddressesAndNames(
    _ service: String, _ region: String, _ url: String, _ signingRegion: String, _ name: String
  ) throws {
    let endpoint = try Endpoints().endpoint(of: service, in: region)
    #expect(endpoint.url.text == url)
    #expect(endpoint.signingRegion == signingRegion)
    #expect(endpoint.signingName == name)
  }

  @Test(arguments: ["localhost:4566", "ftp://x", "http://", "http://u:p@x", "http://x/?a=b"])
  func whatIsNoAddressIsNamed(_ text: String) {
    let fault = #expect(throws: AWSFault.self) {
      try endpoints(["AWS_ENDPOINT_URL": text]).endpoint(of: "sts", in: "us-east-1")
    }
    #expect(fault?.code == .badEndpoint)
  }

  @Test func whatDoesNotGoTogetherIsNamed() {
    let fault = #expect(throws: AWSFault.self) {
      try endpoints(["AWS_USE_FIPS_ENDPOINT": "true"])
        .endpoint(of: "s3", in: "cn-north-1", ["Bucket": .text("records")])
    }
    #expect(fault?.code == .noEndpoint)
  }

  @Test(arguments: ["", "us east 1", "us-east-1/", "evil.example", "-a", "US-EAST-1"])
  func whatIsNoRegionIsNamed(_ text: String) {
    let fault = #expect(throws: AWSFault.self) { try Endpoints().endpoint(of: "sts", in: text) }
    #expect(fault?.code == .badRegion)
  }
}
