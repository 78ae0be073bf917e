internal import Stacks

/// Stack files that show the component `mlflow-server`.
enum MLflowExamples {
  static let all: [Component.Example] = [
    .init(
      "For a team, with users and a database",
      """
      stack: platform
      resources:
        network:
          type: network
          vpc: vpc-0a1b2c3d4e5f60718
          cidr: 172.16.0.0/20
          public-subnets: [subnet-0a1b2c3d4e5f60718, subnet-0b1c2d3e4f5061728]
          private-subnets: [subnet-0c1d2e3f405162738, subnet-0d1e2f30415263748]
        images:
          type: ecr-repository
        artifacts:
          type: bucket
          key: ${key}
        key:
          type: AWS::KMS::Key
          properties:
            EnableKeyRotation: true
            KeyPolicy:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Principal: {AWS: "arn:aws:iam::${env.account}:root"}
                  Action: kms:*
                  Resource: "*"
        db:
          type: postgres
          network: ${network}
          database: mlflow
          user: mlflow
          standby: true
          key: ${key}
        mlflow:
          type: mlflow-server
          image: ${images}:mlflow-3.17.2
          network: ${network}
          database: ${db}
          artifacts: ${artifacts}
          prefix: experiments
          cpu: 2
          memory: 4GiB
          count: 2..4
          jobs: true
          basic-auth: true
          key: ${key}
          load-balancer:
            scheme: internet
            certificate: arn:aws:acm:us-east-1:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab
            domain: mlflow.example.com
            zone: Z0123456789ABCDEFGHIJ
            allow: [198.51.100.0/24, 203.0.113.0/24]
            access-logs: fraud-access-logs
          log-retention: 1y
      outputs:
        tracking-uri: ${mlflow.tracking-uri}
        admin: ${mlflow.admin-secret}

      """),
    .init(
      "One cheap task, for those in the network",
      """
      stack: lab
      resources:
        network:
          type: network
          vpc: vpc-0a1b2c3d4e5f60718
          cidr: 172.16.0.0/20
          private-subnets: [subnet-0c1d2e3f405162738, subnet-0d1e2f30415263748]
        artifacts:
          type: bucket
        mlflow:
          type: mlflow-server
          image: 111111111111.dkr.ecr.us-east-1.amazonaws.com/mlflow:3.17.2
          network: ${network}
          artifacts: ${artifacts}
          cpu: 0.25
          memory: 1GiB
          architecture: arm64
          load-balancer:
            scheme: internal
            certificate: arn:aws:acm:us-east-1:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab
            domain: mlflow.example.com
            allow: [172.16.0.0/12]
            idle-timeout: 10m
            access-logs: fraud-access-logs
          notify: ["${alerts}"]
        alerts:
          type: topic

      """),
    .init(
      "People sign in with the company's account, and a service calls it",
      """
      stack: platform
      resources:
        network:
          type: network
          vpc: vpc-0a1b2c3d4e5f60718
          cidr: 172.16.0.0/20
          public-subnets: [subnet-0a1b2c3d4e5f60718, subnet-0b1c2d3e4f5061728]
          private-subnets: [subnet-0c1d2e3f405162738, subnet-0d1e2f30415263748]
        db:
          type: postgres
          network: ${network}
          serverless: {min: 0.5, max: 4}
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
        mlflow:
          type: mlflow-server
          image: 111111111111.dkr.ecr.us-east-1.amazonaws.com/mlflow:3.17.2
          network: ${network}
          database: ${db}
          artifacts: fraud-artifacts
          load-balancer:
            scheme: internet
            certificate: arn:aws:acm:us-east-1:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab
            domain: mlflow.example.com
            plain-http: false
            allow: [203.0.113.0/24]
            access-logs: fraud-access-logs
          oidc:
            issuer: https://login.example.com
            authorization-endpoint: https://login.example.com/authorize
            token-endpoint: https://login.example.com/token
            user-info-endpoint: https://login.example.com/userinfo
            client-id: mlflow
            client-secret: fraud/login#client-secret
            session: 8h
          callers: ["${trainer}"]
        trainer:
          type: fargate-service
          image: 111111111111.dkr.ecr.us-east-1.amazonaws.com/trainer:7
          network: ${network}
          read-only: true
          environment:
            MLFLOW_TRACKING_URI: >-
              http://mlflow.platform.${env.name}.${project}.internal:5000

      """),
    .init(
      "Run by AWS",
      """
      stack: platform
      resources:
        artifacts:
          type: bucket
        mlflow:
          type: mlflow-server
          managed: small
          artifacts: ${artifacts}
      outputs:
        tracking-uri: ${mlflow.tracking-uri}

      """),
  ]
}
