import Diagnostics
import Documents
import Foundation
import TestSupport
import Testing

/// JSONTestSuite's `test_transform`: texts that parsers change in silence. What becomes of each
/// here, and why.
@Suite(.enabled(if: IndependentData.isHere))
struct JSONTransformTests {
  /// What comes out when a file is read and written canonically.
  enum Outcome: Sendable {
    case written(String)
    case refused(JSONCode)
    case notUTF8
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var outcome: Outcome
    var reason: String
    var testDescription: String { file }

    init(_ file: String, _ outcome: Outcome, _ reason: String) {
      self.file = file
      self.outcome = outcome
      self.reason = reason
    }
  }

  static let cases: [Case] = [
    Case(
      "number_-9223372036854775808", .written("[-9223372036854775808]"),
      "the least 64-bit integer keeps its digits; no double is involved"),
    Case(
      "number_-9223372036854775809", .written("[-9223372036854775809]"),
      "one less than 64 bits hold: digits are kept, whatever their number"),
    Case("number_1.0", .written("[1]"), "1.0 and 1 are one value, so they have one canonical form"),
    Case(
      "number_1.000000000000000005", .written("[1.000000000000000005]"),
      "more digits than a double has are not rounded away"),
    Case("number_1000000000000000", .written("[1000000000000000]"), "plain up to 21 digits"),
    Case(
      "number_10000000000000000999", .written("[10000000000000000999]"),
      "a double would make 10000000000000002000 of it"),
    Case(
      "number_1e-999", .written("[1e-999]"), "it is not zero, although the nearest double is"),
    Case("number_1e6", .written("[1000000]"), "1E6 is the integer 1000000"),
    Case("number_9223372036854775807", .written("[9223372036854775807]"), "kept like the least"),
    Case("number_9223372036854775808", .written("[9223372036854775808]"), "kept like the least"),
    Case(
      "object_key_nfc_nfd", .written("{\"e\u{301}\":\"NFD\",\"\u{E9}\":\"NFC\"}"),
      "two spellings of é are two keys: nothing is normalized, and both members stay"),
    Case(
      "object_key_nfd_nfc", .written("{\"e\u{301}\":\"NFD\",\"\u{E9}\":\"NFC\"}"),
      "the same value as before, in another order"),
    Case(
      "object_same_key_different_values", .written("{\"a\":2}"),
      "of equal keys the last one wins, as in most parsers"),
    Case("object_same_key_same_value", .written("{\"a\":1}"), "of equal keys the last one wins"),
    Case(
      "object_same_key_unclear_values", .written("{\"a\":0}"),
      "the last one wins, and -0 is the decimal number 0"),
    Case(
      "string_1_escaped_invalid_codepoint", .refused(.loneSurrogate),
      "half a character is no text; a replacement character would be another text"),
    Case("string_2_escaped_invalid_codepoints", .refused(.loneSurrogate), "as with one"),
    Case("string_3_escaped_invalid_codepoints", .refused(.loneSurrogate), "as with one"),
    Case("string_1_invalid_codepoint", .notUTF8, "an encoded surrogate is not UTF-8"),
    Case("string_2_invalid_codepoints", .notUTF8, "as with one"),
    Case("string_3_invalid_codepoints", .notUTF8, "as with one"),
    Case("string_with_escaped_NULL", .written(#"["A\u0000B"]"#), "NUL is a character like others"),
  ]

  @Test func everyFileIsExplained() throws {
    let path = try #require(IndependentData.folder)
      .appendingPathComponent("json-test-suite/test_transform").path
    let files = try FileManager.default.contentsOfDirectory(atPath: path)
    #expect(Set(Self.cases.map { $0.file + ".json" }) == Set(files))
  }

  @Test(arguments: cases) func outcome(_ transform: Case) throws {
    let path = "json-test-suite/test_transform/\(transform.file).json"
    let bytes = try IndependentData.bytes(path)
    let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    let reading = readJSON(Source(name: transform.file, bytes: bytes))
    switch transform.outcome {
    case .notUTF8: #expect(!isUTF8)
    case .refused(let code):
      #expect(isUTF8)
      #expect(!reading.diagnostics.isEmpty)
      #expect(reading.diagnostics.allSatisfy { $0.code == code.code })
    case .written(let expected):
      #expect(isUTF8)
      let isTwice = transform.file.hasPrefix("object_same_key")
      #expect(reading.diagnostics.map(\.code) == (isTwice ? [MeaningCode.duplicateKey.code] : []))
      let root = try #require(reading.documents.first)
      // Compared as bytes: Swift's strings take both spellings of é for one.
      #expect(jsonValue(root).canonicalJSONBytes == Array(expected.utf8))
    }
  }
}
