import Documents
import LocalCloud
import Testing

/// What resources are called, and what their attributes look like.
struct AttributeTests {
  /// A type, its properties, and what `Ref` and some attributes look like.
  static let cases: [(String, Value, String, [(String, String)])] = [
    (
      "AWS::S3::Bucket", [:], "demo-it-[a-z0-9]{12}",
      [("Arn", "arn:aws:s3:::demo-it-[a-z0-9]{12}")]
    ),
    (
      "AWS::SNS::Topic", ["TopicName": "news"], "arn:aws:sns:us-east-1:000000000000:news",
      [("TopicName", "news"), ("TopicArn", "arn:aws:sns:us-east-1:000000000000:news")]
    ),
    (
      "AWS::SQS::Queue", [:],
      "https://sqs.us-east-1.amazonaws.com/000000000000/demo-It-[A-Za-z0-9]{12}",
      [("Arn", "arn:aws:sqs:us-east-1:000000000000:demo-It-[A-Za-z0-9]{12}")]
    ),
    (
      "AWS::SSM::Parameter", ["Value": "42"], "CFN-It-[A-Za-z0-9]{12}", [("Value", "42")]
    ),
    (
      "AWS::IAM::Role", [:], "demo-It-[A-Za-z0-9]{12}",
      [
        ("Arn", "arn:aws:iam::000000000000:role/demo-It-[A-Za-z0-9]{12}"),
        ("RoleId", "AROA[A-Z0-9]{17}"),
      ]
    ),
    (
      "AWS::EC2::SecurityGroup", ["VpcId": "vpc-1"], "sg-[0-9a-f]{17}",
      [("GroupId", "sg-[0-9a-f]{17}")]
    ),
    (
      "AWS::EC2::SecurityGroup", [:], "demo-It-[A-Za-z0-9]{12}", [("GroupId", "sg-[0-9a-f]{17}")]
    ),
    (
      "AWS::Events::Rule", ["Name": "tick", "EventBusName": "own"], "own\\|tick",
      [("Arn", "arn:aws:events:us-east-1:000000000000:rule/own/tick")]
    ),
    (
      "AWS::Lambda::Function", [:], "demo-It-[A-Za-z0-9]{12}",
      [("Arn", "arn:aws:lambda:us-east-1:000000000000:function:demo-It-[A-Za-z0-9]{12}")]
    ),
    (
      "AWS::SageMaker::Endpoint", ["EndpointName": "Champion"],
      "arn:aws:sagemaker:us-east-1:000000000000:endpoint/champion",
      [("EndpointName", "Champion")]
    ),
    (
      "AWS::ECR::Repository", ["RepositoryName": "models"], "models",
      [("RepositoryUri", "000000000000.dkr.ecr.us-east-1.amazonaws.com/models")]
    ),
    (
      "AWS::New::Widget", ["WidgetName": "w1"], "w1",
      [("Arn", "arn:aws:new:us-east-1:000000000000:widget/w1"), ("WidgetId", "w1")]
    ),
    ("AWS::New::Widget", [:], "demo-It-[A-Za-z0-9]{12}", [("WidgetUrl", "https://.+")]),
  ]

  @Test(arguments: cases.indices)
  func idsAndAttributesArePlausible(_ index: Int) throws {
    let (type, properties, id, attributes) = Self.cases[index]
    var outputs: Value.Object = ["Ref": ["Value": ["Ref": "It"]]]
    for (position, attribute) in attributes.enumerated() {
      outputs["A\(position)"] = ["Value": ["Fn::GetAtt": ["It", .string(attribute.0)]]]
    }
    let cloud = try TestCloud()
    let arn = try cloud.create(
      template(
        ["It": ["Type": .string(type), "Properties": properties]], outputs: .object(outputs)))
    let values = try cloud.outputs(arn)
    #expect(try Regex(id).wholeMatch(in: values["Ref"] ?? "") != nil, "\(values)")
    #expect(try cloud.resources(arn)["It"] == values["Ref"])
    for (position, attribute) in attributes.enumerated() {
      let value = values["A\(position)"] ?? ""
      #expect(try Regex(attribute.1).wholeMatch(in: value) != nil, "\(attribute.0): \(value)")
    }
  }

  @Test func longNamesAreCut() throws {
    let cloud = try TestCloud()
    let long = String(repeating: "x", count: 120)
    let arn = try cloud.create(
      template(["It": ["Type": "AWS::S3::Bucket"], "Role": ["Type": "AWS::IAM::Role"]]), long)
    let ids = try cloud.resources(arn)
    #expect(ids["It"]?.utf8.count == 63)
    #expect(ids["Role"]?.utf8.count == 64)
  }
}
