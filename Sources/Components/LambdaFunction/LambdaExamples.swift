internal import Stacks

/// Stack files that show the component `lambda-function`.
enum LambdaExamples {
  static let all: [Component.Example] = [
    .init(
      "A function that asks a model",
      """
      stack: serving
      resources:
        predict:
          type: lambda-function
          description: Asks the churn model
          runtime: python3.13
          code: functions/predict
          environment:
            ENDPOINT: churn
          invokes:
            - arn:aws:sagemaker:${env.region}:${env.account}:endpoint/churn
          reserved-concurrency: 20
      outputs:
        function: ${predict.name}

      """),
    .init(
      "Every night, in an image",
      """
      stack: scoring
      resources:
        images:
          type: ecr-repository
          pulled-by-lambda: true
        score:
          type: lambda-function
          name: fraud-score
          image: ${images}:stable
          command: [score.handler]
          architecture: arm64
          memory: 4GiB
          timeout: 15m
          storage: 2GiB
          log-retention: 1y
          triggers:
            nightly:
              schedule: cron(0 3 * * ? *)
              time-zone: America/Sao_Paulo
              input: '{"full": true}'

      """),
    .init(
      "For every message and every file",
      """
      stack: intake
      resources:
        arrivals:
          type: bucket
          events: true
        jobs:
          type: AWS::SQS::Queue
          properties:
            SqsManagedSseEnabled: true
            VisibilityTimeout: 180
        failed:
          type: AWS::SQS::Queue
          properties:
            SqsManagedSseEnabled: true
        take:
          type: lambda-function
          runtime: nodejs24.x
          code: functions/take
          handler: main.handler
          dead-letter: ${failed}
          permissions:
            - actions: [s3:GetObject]
              resources: ["${arrivals.arn}/*"]
          triggers:
            files:
              bucket: ${arrivals}
              prefix: incoming/
            messages:
              queue: ${jobs}
              batch: 5

      """),
    .init(
      "A few lines that stand in the template",
      """
      stack: news
      resources:
        alerts:
          type: topic
          subscriptions:
            pager:
              function: ${pager}
        pager:
          type: lambda-function
          runtime: python3.13
          code: functions/index.py
          layers:
            - arn:aws:lambda:us-east-1:111111111111:layer:tools:3
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
          tracing: false

      """),
  ]
}
