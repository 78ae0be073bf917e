import Commands
import Diagnostics
import TestSupport
import Testing

/// What plans say of changes that people make to such stacks, each as an expert would want to read
/// it: a golden for each.
struct TellingChangeTests {
  private static let base = """
    stack: serving
    resources:
      network:
        type: network
      image:
        type: ecr-repository
      artifacts:
        type: bucket
      alerts:
        type: topic
      churn:
        type: sagemaker-endpoint
        variants:
          champion:
            image: ${image}:stable
            model-data: s3://${artifacts}/churn/7/model.tar.gz
            instances:
              type: ml.m5.large
              count: 2..4
              invocations-per-instance: 200
            weight: 9
          challenger:
            image: ${image}:candidate
            model-data: s3://${artifacts}/churn/8/model.tar.gz
            instances:
              type: ml.m5.large
            weight: 1
        alarms:
          p99-latency: 500ms
      web:
        type: fargate-service
        image: ${image}:web
        network: ${network}
        port: 8080
        cpu: 1
        memory: 2GiB
        count: 2..6
        scaling:
          cpu: 60%
        load-balancer:
          scheme: internet
          certificate: arn:aws:acm:us-east-1:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab
      predict:
        type: lambda-function
        runtime: python3.13
        code: functions/predict
        timeout: 10s
        invokes: ["${churn}"]
      jobs:
        type: AWS::SQS::Queue
        properties:
          SqsManagedSseEnabled: true
          VisibilityTimeout: 180
      table:
        type: AWS::DynamoDB::Table
        properties:
          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
          KeySchema: [{AttributeName: id, KeyType: HASH}]
          BillingMode: PAY_PER_REQUEST
      policy:
        type: AWS::IAM::ManagedPolicy
        properties:
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ["sqs:SendMessage", "sqs:ReceiveMessage"]
                Resource: ${jobs.Arn}
    outputs:
      endpoint: ${churn.name}
      queue: ${jobs.Arn}

    """

  /// A change of the stack file, or of the code beside it.
  struct Change: Sendable, CustomTestStringConvertible {
    var name: String
    var edits: [(String, String)] = []
    var code = "def handler(event, context):\n    return 1\n"
    var testDescription: String { name }
  }

  static let changes: [Change] = [
    Change(name: "nothing"),
    Change(
      name: "cosmetic",
      edits: [
        ("    type: ecr-repository", "    type: 'ecr-repository'  # images"),
        (
          "[\"sqs:SendMessage\", \"sqs:ReceiveMessage\"]",
          "[\"sqs:ReceiveMessage\", \"sqs:SendMessage\"]"
        ),
      ]),
    Change(name: "new-code", code: "def handler(event, context):\n    return 2\n"),
    Change(name: "new-model", edits: [("churn/7/model", "churn/9/model")]),
    Change(name: "new-image", edits: [("${image}:stable", "${image}:next")]),
    Change(name: "web-image", edits: [("${image}:web", "${image}:web-2")]),
    Change(
      name: "instance-type",
      edits: [("ml.m5.large\n          count", "ml.m5.xlarge\n          count")]),
    Change(name: "variant-weight", edits: [("weight: 9", "weight: 5")]),
    Change(name: "variant-count", edits: [("count: 2..4", "count: 3..8")]),
    Change(
      name: "variant-gone",
      edits: [
        (
          """
                challenger:
                  image: ${image}:candidate
                  model-data: s3://${artifacts}/churn/8/model.tar.gz
                  instances:
                    type: ml.m5.large
                  weight: 1

          """, ""
        )
      ]),
    Change(name: "alarm-threshold", edits: [("500ms", "800ms")]),
    Change(name: "service-memory", edits: [("memory: 2GiB", "memory: 4GiB")]),
    Change(name: "service-count", edits: [("count: 2..6", "count: 2..10")]),
    Change(name: "service-port", edits: [("port: 8080", "port: 9090")]),
    Change(name: "internal-balancer", edits: [("scheme: internet", "scheme: internal")]),
    Change(name: "function-timeout", edits: [("timeout: 10s", "timeout: 20s")]),
    Change(name: "function-runtime", edits: [("python3.13", "python3.14")]),
    Change(name: "queue-timeout", edits: [("VisibilityTimeout: 180", "VisibilityTimeout: 300")]),
    Change(
      name: "queue-fifo",
      edits: [("VisibilityTimeout: 180", "VisibilityTimeout: 180\n      FifoQueue: true")]),
    Change(
      name: "queue-named",
      edits: [("VisibilityTimeout: 180", "VisibilityTimeout: 180\n      QueueName: churn-jobs")]),
    Change(
      name: "table-key",
      edits: [
        ("AttributeName: id, AttributeType: S", "AttributeName: user, AttributeType: S"),
        ("AttributeName: id, KeyType", "AttributeName: user, KeyType"),
      ]),
    Change(
      name: "table-billing", edits: [("BillingMode: PAY_PER_REQUEST", "TableClass: STANDARD")]),
    Change(
      name: "action-added", edits: [("\"sqs:SendMessage\",", "\"sqs:SendMessage\", \"sqs:*\",")]),
    Change(
      name: "bucket-renamed",
      edits: [("  artifacts:\n", "  models:\n"), ("${artifacts}", "${models}")]),
    Change(
      name: "repository-renamed",
      edits: [("  image:\n    type: ecr", "  images:\n    type: ecr"), ("${image}", "${images}")]),
    Change(
      name: "bucket-gone",
      edits: [
        ("  artifacts:\n    type: bucket\n", ""), ("s3://${artifacts}", "s3://elsewhere"),
      ]),
    Change(
      name: "network-range", edits: [("type: network\n", "type: network\n    cidr: 10.9.0.0/16\n")]),
    Change(name: "network-zones", edits: [("type: network\n", "type: network\n    zones: 3\n")]),
    Change(name: "output-gone", edits: [("  queue: ${jobs.Arn}\n", "")]),
    Change(
      name: "resource-added",
      edits: [("  jobs:\n", "  failed:\n    type: AWS::SQS::Queue\n  jobs:\n")]),
  ]

  @Test(arguments: changes)
  func isToldAsAnExpertWouldReadIt(_ change: Change) async {
    var text = Self.base
    for (old, new) in change.edits {
      #expect(text.contains(old), "\(change.name): \(old)")
      text = text.replacing(old, with: new)
    }
    func folder(_ name: String, _ stack: String, _ code: String) -> [Example.File] {
      [
        .init("\(name)/esteira.yaml", .text("project: fraud\n")),
        .init("\(name)/serving.yaml", .text(stack)),
        .init("\(name)/functions/predict/index.py", .text(code)),
      ]
    }
    let world = InMemoryWorld(
      ["diff", "old/serving.yaml", "new/serving.yaml"],
      files: folder("old", Self.base, Self.changes[0].code) + folder("new", text, change.code))
    let code = await world.run()
    #expect(code == .success, "\(world.error)")
    expectGolden(world.output, "../../Goldens/changes/\(change.name).txt")
    for line in world.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}
