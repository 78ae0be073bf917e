internal import Stacks

/// Stack files that show the component `postgres`.
enum PostgresExamples {
  static let all: [Component.Example] = [
    .init(
      "A database that a service connects to",
      """
      stack: features
      resources:
        network:
          type: network
        alerts:
          type: topic
        db:
          type: postgres
          network: ${network}
          database: features
          user: features
          standby: true
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
          callers: ["${store}"]
          notify: ["${alerts}"]
        store:
          type: fargate-service
          image: 111111111111.dkr.ecr.us-east-1.amazonaws.com/features:3
          network: ${network}
          read-only: true
          environment:
            PGHOST: ${db.host}
            PGDATABASE: ${db.database}
            PGUSER: ${db.user}
            PGSSLMODE: require
          secrets:
            PGPASSWORD: ${db.secret}#password
          secrets-key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
      outputs:
        host: ${db.host}

      """),
    .init(
      "A capacity that follows the load, and pauses at night",
      """
      stack: platform
      resources:
        network:
          type: network
        db:
          type: postgres
          network: ${network}
          serverless: {min: 0, max: 8, pause-after: 30m}
          standby: true
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
        alerts:
          type: topic
      outputs:
        host: ${db.host}
        secret: ${db.secret}

      """),
    .init(
      "A large one, which grows by itself",
      """
      stack: history
      resources:
        network:
          type: network
          zones: 3
        alerts:
          type: topic
        db:
          type: postgres
          network: ${network}
          version: "16.15"
          instance: db.m7g.large
          storage: 100GiB
          grows-to: 1TiB
          standby: true
          backups: 35d
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
          allow: [10.30.0.0/16]
          notify: ["${alerts}"]
      outputs:
        port: ${db.port}
        group: ${db.security-group}

      """),
    .init(
      "In a network that is there already",
      """
      stack: platform
      resources:
        network:
          type: network
          vpc: vpc-0a1b2c3d4e5f60718
          private-subnets: [subnet-0c1d2e3f405162738, subnet-0d1e2f30415263748]
        alerts:
          type: topic
        db:
          type: postgres
          network: ${network}
          serverless: {max: 4}
          standby: true
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
          allow: [172.16.0.0/20]
          notify: ["${alerts}"]
      outputs:
        host: ${db.host}
        user: ${db.user}

      """),
  ]
}
