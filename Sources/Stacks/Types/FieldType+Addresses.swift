package import Documents

/// An address in Amazon S3.
package struct S3Address: Sendable {
  package let bucket: Value
  /// What stands behind the bucket's name; none where nothing does.
  package let key: Value?
  /// The whole, `s3://…`.
  package let whole: Value
  /// The ARN of what is named.
  package let arn: Value
}

extension FieldType where Output == S3Address {
  /// The address of an object, or of all below a prefix.
  package static func s3Address(
    _ words: String = "an S3 address", needsKey: Bool = false, ending: String? = nil,
    example: String = "s3://fraud-artifacts/churn/model.tar.gz"
  ) -> FieldType {
    partlyKnown(words, example: example, pattern: "^s3://[^/]+(/.*)?$") {
      text throws(FormFault) in
      let shown = ARN.shown(text.text)
      guard text.text.hasPrefix("s3://") else {
        if text.text.first == PartlyKnownText.gap, text.text.count == 1 {
          return S3Address(
            bucket: text.value, key: nil, whole: text.value, arn: arn(of: text.value))
        }
        if let meant = meaning(of: text.text) {
          throw FormFault("`\(shown)` is written in another way", meant: meant)
        }
        throw FormFault("`\(shown)` is none")
      }
      let rest = text.text.dropFirst(5)
      let bucket = rest.prefix { $0 != "/" }
      let key = rest.dropFirst(bucket.count + 1)
      guard !bucket.isEmpty else { throw FormFault("`\(shown)` names no bucket") }
      guard bucket.contains(PartlyKnownText.gap) || BucketName.isValid(String(bucket)) else {
        throw FormFault(
          "`\(bucket)` cannot be the name of a bucket",
          hint: "a bucket's name has 3 to 63 lower-case letters, digits, `-` and `.`")
      }
      guard !needsKey || !key.isEmpty else {
        throw FormFault("`\(shown)` names a bucket and nothing in it")
      }
      if let ending, key.last != PartlyKnownText.gap, !key.hasSuffix(ending) {
        throw FormFault("`\(shown)` does not end with `\(ending)`")
      }
      let lead: [Deployed.Piece] = [.literal("arn:"), .ref("AWS::Partition"), .literal(":s3:::")]
      return S3Address(
        bucket: text.value(of: bucket), key: key.isEmpty ? nil : text.value(of: key),
        whole: text.value, arn: Deployed(pieces: lead + text.pieces(of: rest)).value)
    }
  }

  /// The ARN of what an address names that only a deployment knows.
  private static func arn(of address: Value) -> Value {
    [
      "Fn::Join": [
        "",
        [
          "arn:", ["Ref": "AWS::Partition"], ":s3:::",
          ["Fn::Select": [1, ["Fn::Split": ["s3://", address]]]],
        ],
      ]
    ]
  }

  /// What an address of another form stands for: S3's own URLs, an ARN, other spellings.
  private static func meaning(of text: String) -> String? {
    guard !text.contains(PartlyKnownText.gap) else { return nil }
    let lower = text.lowercased()
    for prefix in ["s3://", "s3a://", "s3n://", "s3:/", "s3:"] where lower.hasPrefix(prefix) {
      return named(text.dropFirst(prefix.count))
    }
    if lower.hasPrefix("arn:"), let start = text.range(ofText: ":s3:::") {
      return named(text[start.upperBound...])
    }
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return nil }
    let rest = text.drop { $0 != "/" }.dropFirst(2)
    let host = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(host.count + 1)
    guard host.hasSuffix(".amazonaws.com") else { return nil }
    if host.hasPrefix("s3.") || host.hasPrefix("s3-") { return named(path) }
    guard let mark = String(host).range(ofText: ".s3") else { return nil }
    return named("\(String(host)[..<mark.lowerBound])/\(path)")
  }

  private static func named(_ rest: some StringProtocol) -> String? {
    let trimmed = rest.drop { $0 == "/" }
    return BucketName.isValid(String(trimmed.prefix { $0 != "/" })) ? "s3://\(trimmed)" : nil
  }
}

/// What buckets may be called:
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
package enum BucketName {
  package static func isValid(_ name: String) -> Bool {
    func isEnd(_ byte: UInt8?) -> Bool {
      byte.map { $0.isLowercase || $0.isDigit } ?? false
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return 3...63 ~= name.utf8.count
      && parts.allSatisfy { part in
        isEnd(part.utf8.first) && isEnd(part.utf8.last)
          && part.utf8.allSatisfy { isEnd($0) || $0 == UInt8(ascii: "-") }
      }
      && !(parts.count == 4 && parts.allSatisfy { String($0).isDigits })
      && !["xn--", "sthree-", "amzn-s3-demo-"].contains { name.hasPrefix($0) }
      && !["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"].contains { name.hasSuffix($0) }
  }
}

extension String {
  /// Where another text first stands in it.
  func range(ofText other: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
      start = index(after: start)
    }
    return nil
  }
}
