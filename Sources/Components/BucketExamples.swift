internal import Stacks

/// Stack files that show the component `bucket`.
enum BucketExamples {
  static let all: [Component.Example] = [
    .init(
      "The models and data of a team",
      """
      stack: platform
      resources:
        artifacts:
          type: bucket
      outputs:
        artifacts-bucket: ${artifacts}

      """),
    .init(
      "Checkpoints that go, raw data that grows cold",
      """
      stack: training
      resources:
        data:
          type: bucket
          name: fraud-training-data
          incomplete-uploads: 1d
          lifecycle:
            checkpoints:
              prefix: checkpoints/
              expire: 30d
              old-versions: 1d
            raw:
              prefix: raw/
              move:
                - to: infrequent-access
                  after: 30d
                - to: deep-archive
                  after: 180d

      """),
    .init(
      "Who read what: access logs in a bucket of their own",
      """
      stack: platform
      resources:
        logs:
          type: bucket
          versioned: true
          takes-access-logs: true
          lifecycle:
            all:
              expire: 365d
        artifacts:
          type: bucket
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
          access-logs:
            bucket: ${logs}
            prefix: artifacts/

      """),
    .init(
      "Uploads from a page, and a pipeline that starts with them",
      """
      stack: intake
      resources:
        uploads:
          type: bucket
          events: true
          cors:
            - origins: ["https://label.example.com"]
              methods: [GET, PUT]
              headers: [Content-Type]
              exposed-headers: [ETag]
              max-age: 1h
      outputs:
        address: ${uploads.uri}
        host: ${uploads.domain}

      """),
  ]
}
