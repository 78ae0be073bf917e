internal import Stacks

/// Stack files that show the component `rest-api`.
enum APIExamples {
  static let all: [Component.Example] = [
    .init(
      "A model behind a function, for holders of keys",
      """
      stack: serving
      resources:
        predict:
          type: lambda-function
          runtime: python3.13
          code: functions/predict
          environment:
            ENDPOINT: churn
          invokes:
            - arn:aws:sagemaker:${env.region}:${env.account}:endpoint/churn
        alerts:
          type: topic
        api:
          type: rest-api
          description: The churn model
          auth: api-key
          throttle: {rate: 50, burst: 100}
          plans:
            partners:
              quota: {requests: 100000, per: month}
              throttle: {rate: 10, burst: 20}
              keys: [acme, globex]
            own:
              keys: [web]
          routes:
            POST /predict:
              to: ${predict}
              headers: [X-Request-Id]
              body:
                type: object
                required: [age, plan]
                properties:
                  age: {type: integer, minimum: 0}
                  plan: {type: string, enum: [free, paid]}
          cors:
            origin: https://app.example.com
            headers: [X-Trace]
            credentials: true
            max-age: 10m
          alarms:
            p99-latency: 2s
            errors: 1%
          notify: ["${alerts}"]
          logging-role: own
      outputs:
        url: ${api.url}

      """),
    .init(
      "A model without a function before it, for those who sign",
      """
      stack: scoring
      resources:
        images:
          type: ecr-repository
        score:
          type: sagemaker-endpoint
          variants:
            only:
              image: ${images}:stable
              instances: {type: ml.m5.large}
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
        api:
          type: rest-api
          name: fraud-score
          auth: iam
          binary: [application/x-npy]
          routes:
            POST /score: ${score}
            POST /checked:
              to: ${score}
              timeout: 5s
              body: {type: array, items: {type: number}}
          web-acl: arn:aws:wafv2:us-east-1:111111111111:regional/webacl/fraud/1234abcd-12ab-34cd-56ef-1234567890ab
          log-retention: 1y
      outputs:
        url: ${api.url}
        arn: ${api.arn}

      """),
    .init(
      "Callers that a function of one's own knows",
      """
      stack: portal
      resources:
        who:
          type: lambda-function
          runtime: nodejs24.x
          code: functions/who
          timeout: 5s
        models:
          type: lambda-function
          runtime: python3.13
          code: functions/models
        api:
          type: rest-api
          stage: v1
          auth: authorizer
          authorizer:
            function: ${who}
            headers: [Authorization, X-Team]
            cache: 1m
          routes:
            GET /models:
              to: ${models}
              query: [page]
            GET /models/{id}: ${models}
            ANY /models/{id}/versions/{rest+}: ${models}
            GET /health:
              to: ${models}
              auth: none
              throttle: {rate: 2, burst: 5}
          tracing: true

      """),
    .init(
      "One key, and a function elsewhere",
      """
      stack: advice
      resources:
        api:
          type: rest-api
          auth: api-key
          routes:
            POST /: arn:aws:lambda:us-east-1:111111111111:function:advise
            POST /batch-jobs: arn:aws:lambda:us-east-1:111111111111:function:advise
          access-logs: true
      outputs:
        key: ${api.key-id}

      """),
  ]
}
