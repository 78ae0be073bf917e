internal import Stacks

/// Stack files that show the component `fargate-service`.
enum FargateExamples {
  static let all: [Component.Example] = [
    .init(
      "A web service that everybody reaches",
      """
      stack: site
      resources:
        network:
          type: network
        image:
          type: ecr-repository
        web:
          type: fargate-service
          image: ${image}:stable
          network: ${network}
          port: 8080
          cpu: 1
          memory: 2GiB
          count: 2..6
          scaling:
            cpu: 60%
            requests: 600
          load-balancer:
            scheme: internet
            certificate: arn:aws:acm:us-east-1:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab
            allow: [203.0.113.0/24]
            idle-timeout: 2m
            access-logs: ${logs}
          health-check:
            path: /health
            codes: 200-299
            interval: 10s
            timeout: 3s
            healthy: 2
            unhealthy: 2
            grace: 2m
          notify: ["${alerts}"]
        alerts:
          type: topic
        logs:
          type: bucket
          takes-access-logs: true
      outputs:
        url: ${web.url}

      """),
    .init(
      "Two services, of which one calls the other",
      """
      stack: features
      resources:
        network:
          type: network
          egress: endpoints
        store:
          type: fargate-service
          image: 111111111111.dkr.ecr.us-east-1.amazonaws.com/features:3
          network: ${network}
          port: 6566
          callers: ["${web}"]
        web:
          type: fargate-service
          image: 111111111111.dkr.ecr.us-east-1.amazonaws.com/web:7
          network: ${network}
          port: 8080
          environment:
            STORE: http://store.features.${env.name}.${project}.internal:6566
          load-balancer:
            scheme: internal
            certificate: arn:aws:acm:us-east-1:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab
            access-logs: fraud-access-logs
      outputs:
        url: ${web.url}

      """),
    .init(
      "A worker with secrets, that calls a model",
      """
      stack: scoring
      resources:
        network:
          type: network
          egress: public
          flow-logs: rejected
        worker:
          type: fargate-service
          image: public.ecr.aws/docker/library/python:3.13
          network: ${network}
          entry-point: [python3]
          command: [-m, http.server, --directory, /tmp]
          architecture: arm64
          cpu: 2
          memory: 8GiB
          storage: 50GiB
          writable: [/tmp, /var/cache]
          stop-timeout: 2m
          exec: true
          log-retention: 1y
          environment:
            LOG_LEVEL: info
          secrets:
            DB_PASSWORD: fraud/db#password
            TOKEN: ssm:/fraud/token
          secrets-key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
          invokes:
            - arn:aws:sagemaker:us-east-1:111111111111:endpoint/churn
          permissions:
            - actions: [s3:GetObject]
              resources: ["arn:aws:s3:::fraud-incoming/*"]
          deployment:
            minimum: 0%
            maximum: 100%
            failures: 3

      """),
    .init(
      "In a cluster and a network that are there already",
      """
      stack: shared
      resources:
        network:
          type: network
          vpc: vpc-0a1b2c3d4e5f60718
          private-subnets: [subnet-0c1d2e3f405162738, subnet-0d1e2f30415263748]
        api:
          type: fargate-service
          image: 111111111111.dkr.ecr.us-east-1.amazonaws.com/api:7
          network: ${network}
          cluster: shared
          count: {min: 2, max: 4}
          scaling: {memory: 70%}
          port: 8080
          load-balancer:
            scheme: internal
            certificate: arn:aws:acm:us-east-1:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab
            plain-http: false
            access-logs: fraud-access-logs
          read-only: false

      """),
  ]
}
