import Documents
import Stacks

extension TypeSample {
  private static let digest = String(repeating: "0f", count: 32)

  /// Networks, images and places in Amazon S3.
  static let addresses: [TypeSample] = [
    TypeSample(
      "networks", .cidr(prefixes: 16...28),
      right: [("10.0.0.0/16", "\"10.0.0.0/16\""), ("192.168.4.0/22", "\"192.168.4.0/22\"")],
      wrong: [
        "10.0.1.0/16", "10.0.0.1/24", "10.0.0.0", "10.0.5.0", "10.0.0.0/8", "10.0.0.0/30",
        "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/255.255.0.0", "10.0.0.0/016", "10.0.0.256/24",
        "010.0.0.0/16", "10.0/16", "10.0.0.0.0/16", "10.0.0.0/16/24", "\"2001:db8::/56\"",
        "everything",
        "10.0", "~", "${artifacts}",
      ]
    ) { .string($0.text) },
    TypeSample(
      "s3-addresses", .s3Address(),
      right: [
        ("s3://fraud-artifacts/a/model.tar.gz", "[\"fraud-artifacts\",\"a/model.tar.gz\"]"),
        ("s3://fraud-artifacts", "[\"fraud-artifacts\"]"),
        ("s3://fraud-artifacts/", "[\"fraud-artifacts\"]"),
        ("s3://${artifacts}/churn/${var.five}/m", "[{\"Ref\":\"Artifacts\"},\"churn/5/m\"]"),
        (
          "s3://models-${env.account}/${env.region}/m",
          "[{\"Fn::Sub\":\"models-${AWS::AccountId}\"},{\"Fn::Sub\":\"${AWS::Region}/m\"}]"
        ),
      ],
      wrong: [
        "fraud-artifacts/model.tar.gz", "S3://fraud-artifacts/m", "s3:/fraud-artifacts/m",
        "s3a://fraud-artifacts/m",
        "arn:aws:s3:::fraud-artifacts/m", "https://fraud-artifacts.s3.us-east-1.amazonaws.com/a/m",
        "https://s3.amazonaws.com/fraud-artifacts/m", "https://example.com/m", "s3:///m",
        "s3://Fraud/m",
        "s3://a/m", "s3://192.168.0.1/m", "model.tar.gz", "~", "${artifacts}/m",
      ]
    ) { .array([$0.bucket] + [$0.key].compactMap(\.self)) },
    TypeSample(
      "s3-objects", .s3Address("the address of a model", needsKey: true),
      right: [("s3://fraud-artifacts/m", "\"s3://fraud-artifacts/m\"")],
      wrong: ["s3://fraud-artifacts", "s3://fraud-artifacts/", "s3://${artifacts}"]
    ) { $0.whole },
    TypeSample(
      "images", .image,
      right: [
        ("python:3.13", "\"python:3.13\""),
        (
          "111111111111.dkr.ecr.us-east-1.amazonaws.com/churn/models:stable",
          "\"111111111111.dkr.ecr.us-east-1.amazonaws.com/churn/models:stable\""
        ),
        ("localhost:5000/churn:1", "\"localhost:5000/churn:1\""),
        ("churn@sha256:\(digest)", "\"churn@sha256:\(digest)\""),
        ("${artifacts}:stable", "{\"Fn::Sub\":\"${Artifacts}:stable\"}"),
        ("churn:${var.word}", "\"churn:word\""),
        (
          "${env.account}.dkr.ecr.${env.region}.amazonaws.com/churn:1",
          "{\"Fn::Sub\":\"${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/churn:1\"}"
        ),
      ],
      wrong: [
        "churn", "localhost:5000/churn", "${artifacts}", "https://example.com/churn:1",
        "docker://churn:1",
        "Churn:1", "'churn:'", "churn:a b", "churn:-x", "churn@sha256:12", "churn@md5:1", "a//b:1",
        "''", "~", "[a]",
      ]
    ) { $0.written },
  ]
}
