import Documents
import Stacks

extension TypeSample {
  private static let key =
    "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  /// ARNs, accounts, resources, routes and people.
  static let names: [TypeSample] = [
    TypeSample(
      "keys", .key,
      right: [
        (key, "\"\(key)\""),
        (
          "arn:aws:kms:${env.region}:${env.account}:key/1",
          "{\"Fn::Sub\":\"arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/1\"}"
        ),
        ("!Sub \"arn:aws:kms:x\"", "{\"Fn::Sub\":\"arn:aws:kms:x\"}"),
        ("${own}", "{\"Fn::GetAtt\":[\"Own\",\"Arn\"]}"),
        ("${own.Arn}", "{\"Fn::GetAtt\":[\"Own\",\"Arn\"]}"),
      ],
      wrong: [
        "${artifacts.Arn}", "${own.KeyId}", "1234abcd", "arn:aws:s3:::bucket",
        "arn:aws:kms:us-east-1:1111:key/1",
        "arn:aws:kms:us-east-1:111111111111:alias/models",
        "arn:aws:kms:us-east-1:111111111111:key/",
        "arn:aws:kms:us-east-1", "arn:amazon:kms:us-east-1:111111111111:key/1",
        "ARN:aws:kms:a:111111111111:key/1",
        "alias/aws/sns", "arn:aws:kms:us-east-1:111111111111:alias/aws/sns", "''", "[a]", "~", "12",
        "x-${env.region}",
      ]
    ) { $0 },
    TypeSample(
      "accounts", .accountID,
      right: [
        ("\"012345678901\"", "\"012345678901\""), ("111111111111", "\"111111111111\""),
        ("${env.account}", "{\"Ref\":\"AWS::AccountId\"}"),
      ],
      wrong: [
        "012345678901", "12345678901", "1111-1111-1111", "\"1111 1111 1111\"", "1111", "fraud",
        "1111111111111", "1.11e11", "[111111111111]", "~",
      ]
    ) { $0 },
    TypeSample(
      "topics", .list(of: .resource(.topic), 0...2),
      right: [
        ("[\"${news}\"]", "[{\"Ref\":\"News\"}]"), ("${news}", "[{\"Ref\":\"News\"}]"),
        (
          "arn:aws:sns:us-east-1:111111111111:news", "[\"arn:aws:sns:us-east-1:111111111111:news\"]"
        ),
        ("[]", "[]"),
      ],
      wrong: [
        "${artifacts}", "news", "arn:aws:sqs:us-east-1:111111111111:news",
        "[\"${news}\", \"${news}\"]",
        "[\"${news}\", arn:aws:sns:a:111111111111:b, arn:aws:sns:a:111111111111:c]", "${new}",
        "{topic: news}",
      ]
    ) { .array($0.map(\.arn)) },
    TypeSample(
      "routes", .route,
      right: [
        ("POST /predict", "[\"POST\",\"/predict\"]"), ("ANY /", "[\"ANY\",\"/\"]"),
        (
          "GET /models/{name}/versions/{id}",
          "[\"GET\",\"/models/{name}/versions/{id}\",\"name\",\"id\"]"
        ),
        ("GET /files/{path+}", "[\"GET\",\"/files/{path+}\",\"path\"]"),
        ("GET /${var.word}", "[\"GET\",\"/word\"]"),
      ],
      wrong: [
        "/predict", "post /predict", "POST predict", "POST  /predict", "\"POST: /predict\"",
        "/predict POST", "PSOT /predict", "FETCH /predict", "\"* /predict\"", "POST /predict/",
        "POST //predict", "GET /models/:name", "GET /models/<name>", "GET /models/<int:id>",
        "GET /{path+}/x", "GET /{a}/{a}", "GET /a{b}", "GET /{}", "GET /x?y=1", "GET /ä", "predict",
        "GET", "''", "[GET /a]", "~",
      ]
    ) { .array(([$0.method, $0.path] + $0.parameters).map(Value.string)) },
    TypeSample(
      "route-maps", .routes(of: .integer(1...9)),
      right: [
        ("{POST /b: 2, GET /b: 1, ANY /a: 3}", "[[\"ANY /a\",3],[\"GET /b\",1],[\"POST /b\",2]]"),
        ("{\"GET /{id}\": 1}", "[[\"GET /{id}\",1]]"),
      ],
      wrong: [
        "{}", "[]", "POST /a", "{post /a: 1}", "{POST /a: 10}", "{POST /a: 1, POST /a: 2}",
        "{GET /:id: 1}", "{a: 1}",
      ]
    ) {
      .array(
        $0.map { [.string("\($0.route.method) \($0.route.path)"), .number(Number($0.value))] })
    },
    TypeSample(
      "json-schemas", .jsonSchema,
      right: [
        ("{type: number}", "{\"type\":\"number\"}"), ("{}", "{}"),
        (
          "{type: [string, \"null\"], minimum: 0, exclusiveMinimum: true}",
          "{\"exclusiveMinimum\":true,\"minimum\":0,\"type\":[\"string\",\"null\"]}"
        ),
        ("{items: {enum: [a, 3.10]}}", "{\"items\":{\"enum\":[\"a\",3.1]}}"),
      ],
      wrong: [
        "number", "[]", "{type: int}", "{required: true}", "{required: []}", "{properties: [a]}",
        "{properties: {a: {type: x}}}", "{items: {type: x}}", "{anyOf: [{type: x}]}",
        "{const: 1}", "{properties: {a: {exclusiveMaximum: 3}}}", "{properties: {a: number}}",
      ]
    ) { $0 },
    TypeSample(
      "emails", .email,
      right: [("on-call@example.com", "\"on-call@example.com\"")],
      wrong: ["on-call", "a@b", "\"A <a@example.com>\"", "a@@example.com", "a@example..com", "~"]
    ) { .string($0) },
  ]
}
