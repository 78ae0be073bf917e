internal import Stacks

/// Stack files that show the component `network`.
enum NetworkExamples {
  static let all: [Component.Example] = [
    .init(
      "A network with one way out",
      """
      stack: platform
      resources:
        network:
          type: network
      outputs:
        vpc: ${network.vpc}
        subnet: ${network.private-subnet-1}

      """),
    .init(
      "A way out in each of three zones",
      """
      stack: platform
      resources:
        network:
          type: network
          cidr: 10.20.0.0/16
          zones: 3
          egress: nat-per-zone
          flow-logs: rejected
          log-retention: 90d

      """),
    .init(
      "No way out, and endpoints for what another stack runs in it",
      """
      stack: platform
      resources:
        network:
          type: network
          egress: endpoints
          endpoints: [ecr-api, ecr-dkr, logs, sagemaker-runtime]

      """),
    .init(
      "A network that is there already",
      """
      stack: platform
      resources:
        network:
          type: network
          vpc: vpc-0a1b2c3d4e5f60718
          cidr: 172.16.0.0/20
          public-subnets: [subnet-0a1b2c3d4e5f60718, subnet-0b1c2d3e4f5061728]
          private-subnets: [subnet-0c1d2e3f405162738, subnet-0d1e2f30415263748]
          endpoints: [sts]
      outputs:
        first: ${network.private-subnet-1}

      """),
    .init(
      "Tasks with addresses of their own",
      """
      stack: trial
      resources:
        network:
          type: network
          egress: public
          flow-logs: none

      """),
  ]
}
