internal import Documents
internal import Stacks

/// What the containers of MLflow run, and what they are given.
struct MLflowCommands {
  /// The arguments of `mlflow`.
  let server: [Value]
  /// A program and its arguments, which bring the database up to date.
  let preparation: [Value]
  let environment: [(name: String, value: Value)]
  let secrets: [(name: String, secret: SecretReference)]

  /// Everything but the driver is found by PostgreSQL's own variables, so that no address has a
  /// password in it.
  private static let server = "postgresql+psycopg2://"
  private static let file = "sqlite:///\(MLflowFiles.path)/mlflow.db"
  /// The users of MLflow's own are known from here.
  private static let users = "/tmp/basic-auth.ini"

  init(_ design: MLflowDesign, _ it: Blueprint) {
    let store = design.database == nil ? Self.file : Self.server
    let hasUsers = it[MLflowServer.basic]
    let front = design.front
    var hosts = front.hosts
    if it[MLflowServer.callers] != nil {
      hosts.append(.string("\(it.name).\(NetworkNames.ending(it)):\(MLflowServer.port)"))
    }
    // Its own jobs call it by the address that it listens on.
    if design.load.runsJobs { hosts.append(.string("0.0.0.0:\(MLflowServer.port)")) }
    // What stands between requests longer than the load balancer waits is closed by that alone.
    let idle = front.design.idleTimeout + 10
    var arguments: [Value] = [
      "server", "--host", "0.0.0.0", "--port", .string(String(MLflowServer.port)),
      "--workers", .string(String(design.load.workers)),
      "--artifacts-destination", MLflowStore.address(it),
      "--allowed-hosts", .joined(hosts, by: ","),
      "--cors-allowed-origins", .joined(front.origins, by: ","),
      "--uvicorn-opts",
      .string("--timeout-keep-alive \(idle) --timeout-graceful-shutdown 25"),
    ]
    if hasUsers { arguments += ["--app-name", "basic-auth"] }
    server = arguments
    preparation = ["python", "-c", .string(Self.script(store, hasUsers: hasUsers))]
    var variables: [(String, Value)] = [
      ("AWS_DEFAULT_REGION", ["Ref": "AWS::Region"]),
      // Addresses that are signed for clients name the one for all regions otherwise, which knows a
      // new bucket of another region only after hours.
      (
        "AWS_ENDPOINT_URL_S3", ["Fn::Sub": "https://s3.${AWS::Region}.${AWS::URLSuffix}"]
      ),
      // The tasks are called by the load balancer alone, which says who called it and how.
      ("FORWARDED_ALLOW_IPS", "*"),
      ("HOME", "/tmp"),
      // Memory that threads no longer need goes back sooner.
      ("MALLOC_ARENA_MAX", "2"),
      ("MLFLOW_BACKEND_STORE_URI", .string(store)),
      ("MLFLOW_DISABLE_TELEMETRY", "true"),
      (
        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION",
        .string(design.load.runsJobs ? "true" : "false")
      ),
      ("PYTHONDONTWRITEBYTECODE", "1"),
    ]
    var kept: [(String, SecretReference)] = []
    if hasUsers {
      variables += [
        ("MLFLOW_AUTH_ADMIN_USERNAME", "admin"), ("MLFLOW_AUTH_CONFIG_PATH", .string(Self.users)),
      ]
      kept += MLflowSecrets.variables(it)
    }
    if let database = design.database {
      variables += [
        ("PGDATABASE", .string(database[Postgres.database])), ("PGHOST", Postgres.host(database)),
        ("PGPORT", .string(String(PostgresParts.port))), ("PGSSLMODE", "verify-full"),
        ("PGSSLROOTCERT", "/etc/ssl/rds.pem"), ("PGUSER", .string(database[Postgres.user])),
      ]
      kept.append(
        (
          "PGPASSWORD",
          SecretReference(ofStack: database.ref(PostgresParts.secret), key: "password")
        )
      )
    }
    environment = variables.sorted { $0.0 < $1.0 }.map { ($0.0, $0.1) }
    secrets = kept.sorted { $0.0 < $1.0 }.map { ($0.0, $0.1) }
  }

  /// Brings the tables up to date, one task after the other, and says where MLflow finds its users.
  private static func script(_ store: String, hasUsers: Bool) -> String {
    var lines = ["import subprocess"]
    if hasUsers {
      let settings = [
        "[mlflow]", "default_permission = READ", "database_uri = \(store)",
        "authorization_function = mlflow.server.auth:authenticate_request_basic_auth", "",
      ].joined(separator: "\\n")
      lines.append("open('\(users)', 'w').write('\(settings)')")
    }
    if store == server {
      lines += [
        "import psycopg2", "db = psycopg2.connect('')", "db.autocommit = True",
        "db.cursor().execute('SELECT pg_advisory_lock(5000)')",
      ]
    }
    lines.append("subprocess.run(['mlflow', 'db', 'upgrade', '\(store)'], check=True)")
    if hasUsers {
      lines.append(
        "subprocess.run(['python', '-m', 'mlflow.server.auth', 'db', 'upgrade', '--url', '\(store)'], check=True)"
      )
    }
    return lines.joined(separator: "\n")
  }
}

/// The secrets that MLflow makes for its users.
enum MLflowSecrets {
  static let admin = Component.Part("admin-secret", "AWS::SecretsManager::Secret")
  static let session = Component.Part("session-secret", "AWS::SecretsManager::Secret")
  static let parts = [admin, session]

  static func add(_ design: MLflowDesign, _ it: inout Blueprint) {
    guard it[MLflowServer.basic] else { return }
    let secrets: [(Component.Part, String, String, String)] = [
      (admin, "The first user of \(it.name)", "{\"username\":\"admin\"}", "password"),
      (session, "What sessions are signed with in \(it.name)", "{}", "key"),
    ]
    for (part, description, template, key) in secrets {
      it.add(
        part,
        [
          ("Description", .string(description)),
          (
            "GenerateSecretString",
            [
              "ExcludePunctuation": true, "GenerateStringKey": .string(key), "PasswordLength": 40,
              "SecretStringTemplate": .string(template),
            ]
          ), ("KmsKeyId", it[MLflowServer.key]),
        ], retain: it.environment.isProtected)
    }
  }

  static func variables(_ it: Blueprint) -> [(String, SecretReference)] {
    [
      ("MLFLOW_AUTH_ADMIN_PASSWORD", .init(ofStack: it.ref(admin), key: "password")),
      ("MLFLOW_FLASK_SERVER_SECRET_KEY", .init(ofStack: it.ref(session), key: "key")),
    ]
  }
}
