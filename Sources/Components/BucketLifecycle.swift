internal import Documents
internal import Stacks

/// What happens to the objects of a bucket as they grow old.
enum BucketLifecycle {
  /// Where objects can be moved to.
  private static let classes = [
    ("infrequent-access", "STANDARD_IA"), ("one-zone", "ONEZONE_IA"),
    ("intelligent", "INTELLIGENT_TIERING"), ("glacier-instant", "GLACIER_IR"),
    ("glacier", "GLACIER"), ("deep-archive", "DEEP_ARCHIVE"),
  ]
  private static let days = FieldType<TimeSpan>.duration(
    .init(1, .days)...(.init(36_500, .days)), in: .days, example: "30d")

  static let prefix = OptionalField(
    "prefix", .knownText(1...1024, example: "checkpoints/"), otherwise: "all objects",
    "What the names of its objects begin with.")
  static let expire = OptionalField(
    "expire", days, otherwise: "never",
    "When objects go. In a versioned bucket they stay as old versions.")
  static let oldVersions = OptionalField(
    "old-versions", days, otherwise: "they stay", "How long old versions stay.")
  static let to = Field(
    required: "to", .choice(classes.map(\.0)), "The storage class that they are moved to.",
    examples: ["infrequent-access"])
  static let after = Field(required: "after", days, "How old they are then.")
  static let move = OptionalField(
    "move",
    .list(of: .record("a move", [to, after], example: "{to: glacier, after: 90d}"), 1...6),
    otherwise: "they stay where they are",
    "Where objects are moved to, to cost less. Moves to colder storage come later.",
    examples: ["[{to: infrequent-access, after: 30d}, {to: glacier, after: 90d}]"])

  static let rule = FieldType<FieldValues>.record(
    "a lifecycle rule", [prefix, expire, oldVersions, move],
    example: "{prefix: checkpoints/, expire: 30d}")

  /// Reports rules that Amazon S3 would refuse, and such that do nothing
  /// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html).
  static func check(_ it: inout Blueprint) {
    for (name, rule) in it[Bucket.lifecycle] ?? [] {
      let moves = rule[move] ?? []
      if rule[expire] == nil, rule[oldVersions] == nil, moves.isEmpty {
        it.refuse(
          Bucket.lifecycle, "the lifecycle rule `\(name)` does nothing",
          hint: "give it `expire`, `old-versions` or `move`, or remove it")
      }
      for settings in moves where settings[after].days < 30 {
        guard ["infrequent-access", "one-zone"].contains(settings[to]) else { continue }
        it.refuse(
          after, in: settings,
          "Amazon S3 moves objects to `\(settings[to])` after 30 days at the soonest",
          hint: "write `after: 30d`")
      }
      for (one, next) in zip(moves, moves.dropFirst())
      where one[after] >= next[after] || !(colder[one[to]] ?? []).contains(next[to]) {
        let (from, words) = (one[to], next[to])
        let allowed = (colder[from] ?? []).map { "`\($0)`" }
        guard one[after] < next[after] else {
          it.refuse(
            after, in: next, "the moves of `\(name)` have to come each later than the one before",
            hint: "let it come later than \(one[after].text)")
          continue
        }
        it.refuse(
          to, in: next, "Amazon S3 moves nothing from `\(from)` to `\(words)`",
          hint: allowed.isEmpty
            ? "from `\(from)` there is no way on: remove the move"
            : "from `\(from)` objects go to \(allowed.joined(separator: " or "))")
      }
      if let expiry = rule[expire], let last = moves.map({ $0[after] }).max(), expiry <= last {
        it.refuse(
          expire, in: rule, "objects of `\(name)` would go before they are moved",
          hint: "let `expire` come later than \(last.text), or remove the move")
      }
    }
  }

  /// Where objects can be moved on to from each class.
  private static let colder = [
    "infrequent-access": ["intelligent", "one-zone", "glacier-instant", "glacier", "deep-archive"],
    "intelligent": ["one-zone", "glacier-instant", "glacier", "deep-archive"],
    "one-zone": ["glacier", "deep-archive"], "glacier-instant": ["glacier", "deep-archive"],
    "glacier": ["deep-archive"],
  ]

  private static func index(of name: String) -> Int { classes.firstIndex { $0.0 == name } ?? 0 }

  /// The configuration: always with the rule that removes what was never finished.
  static func configuration(_ it: Blueprint) -> Value {
    let uploads: Value = [
      "Id": "incomplete-uploads", "Status": "Enabled",
      "AbortIncompleteMultipartUpload": [
        "DaysAfterInitiation": .number(Number(it[Bucket.incompleteUploads].days))
      ],
    ]
    let own = (it[Bucket.lifecycle] ?? []).map { value(of: $0.value, named: $0.key) }
    return ["Rules": .array([uploads] + own)]
  }

  private static func value(of rule: FieldValues, named name: String) -> Value {
    var object: Value.Object = ["Id": .string("own-\(name)"), "Status": "Enabled"]
    object["Prefix"] = rule[prefix].map(Value.string)
    object["ExpirationInDays"] = rule[expire].map { .number(Number($0.days)) }
    object["NoncurrentVersionExpiration"] = rule[oldVersions].map {
      ["NoncurrentDays": .number(Number($0.days))]
    }
    object["Transitions"] = rule[move].map { moves in
      .array(
        moves.map {
          [
            "StorageClass": .string(classes[index(of: $0[to])].1),
            "TransitionInDays": .number(Number($0[after].days)),
          ]
        })
    }
    return .object(object)
  }
}
