internal import Stacks

/// Stack files that show the component `sagemaker-endpoint`.
enum EndpointExamples {
  static let all: [Component.Example] = [
    .init(
      "Two models that share the requests",
      """
      stack: serving
      resources:
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
              environment:
                LOG_LEVEL: info
              instances:
                type: ml.m5.large
                count: 2..4
                invocations-per-instance: 200
              weight: 9
              start-timeout: 5m
              download-timeout: 20m
            challenger:
              image: ${image}:candidate
              model-data: s3://${artifacts}/churn/8/model.tar.gz
              instances:
                type: ml.m5.large
              weight: 1
          rollout:
            strategy: canary
            percent: 25%
            bake: 10m
            keep-old: 10m
          alarms:
            p99-latency: 500ms
            errors: 1%
          notify: ["${alerts}"]
          capture:
            bucket: ${artifacts}
            prefix: captured/churn
            percent: 10%
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
      outputs:
        endpoint: ${churn.name}

      """),
    .init(
      "A model of the registry, in a network without a way out",
      """
      stack: scoring
      resources:
        network:
          type: network
          egress: endpoints
        score:
          type: sagemaker-endpoint
          name: fraud-score
          network: ${network}
          network-isolation: true
          variants:
            only:
              package: arn:aws:sagemaker:us-east-1:111111111111:model-package/fraud/12
              instances: {type: ml.c5.xlarge, count: 2}
          rollout: {strategy: linear, percent: 50%}
          permissions:
            - actions: [s3:GetObject]
              resources: ["arn:aws:s3:::fraud-models/*"]
          log-retention: 1y
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab

      """),
    .init(
      "A model that is asked now and then",
      """
      stack: advice
      resources:
        advise:
          type: sagemaker-endpoint
          variants:
            only:
              image: 111111111111.dkr.ecr.us-east-1.amazonaws.com/advice:3
              model-data: s3://fraud-models/advice/3/model.tar.gz
              serverless:
                memory: 4GiB
                concurrency: 20
                provisioned: 1

      """),
    .init(
      "A model in R, whose image brings it",
      """
      stack: credit
      resources:
        images:
          type: ecr-repository
        risk:
          type: sagemaker-endpoint
          variants:
            r:
              image: ${images}:stable
              instances: {type: ml.m5.xlarge, count: {min: 1, max: 3}}
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab

      """),
  ]
}
