import Digests
import Foundation
import TestSupport
import Testing

@Suite("Independent vectors", .enabled(if: IndependentData.isHere))
struct IndependentVectorTests {
  struct Vectors: Decodable {
    struct Length: Decodable {
      let n: Int
      let sha256: String
      let sha1: String
      let md5: String
      let crc32: String
    }

    struct Code: Decodable {
      let key: String
      let data: String
      let mac: String
    }

    let lengths: [Length]
    let millionA: String
    let codes: [Code]

    enum CodingKeys: String, CodingKey {
      case lengths
      case millionA
      case codes = "hmacSHA256_rfc4231"
    }

    static func read() throws -> Self {
      let bytes = try IndependentData.bytes("crypto/hash-vectors.json")
      return try JSONDecoder().decode(Self.self, from: Data(bytes))
    }
  }

  @Test("SHA-256 of messages of every length", arguments: SHA256.Implementation.available)
  func sha256(implementation: SHA256.Implementation) throws {
    let vectors = try Vectors.read()
    try #require(!vectors.lengths.isEmpty)
    for vector in vectors.lengths {
      var digest = SHA256(implementation: implementation)
      digest.update(countingBytes(vector.n))
      #expect(digest.finish().hex == vector.sha256, "\(vector.n) bytes")
    }
    var digest = SHA256(implementation: implementation)
    digest.update([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
    #expect(digest.finish().hex == vectors.millionA)
  }

  @Test("SHA-1, MD5 and CRC-32 of messages of every length")
  func legacy() throws {
    let vectors = try Vectors.read()
    try #require(!vectors.lengths.isEmpty)
    for vector in vectors.lengths {
      let message = countingBytes(vector.n)
      #expect(SHA1.digest(of: message).hex == vector.sha1, "\(vector.n) bytes")
      #expect(MD5.digest(of: message).hex == vector.md5, "\(vector.n) bytes")
      let checksum = try #require(UInt32(vector.crc32, radix: 16))
      #expect(CRC32.checksum(of: message) == checksum, "\(vector.n) bytes")
    }
  }

  @Test("HMAC-SHA-256 by RFC 4231", arguments: SHA256.Implementation.available)
  func hmac(implementation: SHA256.Implementation) throws {
    let vectors = try Vectors.read()
    try #require(!vectors.codes.isEmpty)
    for vector in vectors.codes {
      let keyed = HMACSHA256(key: bytes(hex: vector.key), implementation: implementation)
      let code = keyed.authenticate(bytes(hex: vector.data))
      let expected = bytes(hex: vector.mac)
      try #require(!expected.isEmpty)
      #expect(Array(code.bytes.prefix(expected.count)) == expected)
    }
  }

  struct Wycheproof: Decodable {
    struct Group: Decodable {
      let tagSize: Int
      let tests: [Case]
    }

    struct Case: Decodable {
      let tcId: Int
      let key: String
      let msg: String
      let tag: String
      let result: String
    }

    let numberOfTests: Int
    let testGroups: [Group]
  }

  @Test(
    "Wycheproof's tags, whole, truncated and forged", arguments: SHA256.Implementation.available)
  func wycheproof(implementation: SHA256.Implementation) throws {
    let file = try IndependentData.bytes("crypto/wycheproof-hmac_sha256_test.json")
    let suite = try JSONDecoder().decode(Wycheproof.self, from: Data(file))
    var run = 0
    for group in suite.testGroups {
      for test in group.tests {
        let keyed = HMACSHA256(key: bytes(hex: test.key), implementation: implementation)
        let code = keyed.authenticate(bytes(hex: test.msg))
        let isValid = constantTimeEqual(
          code.bytes.prefix(group.tagSize / 8), bytes(hex: test.tag))
        #expect(isValid == (test.result == "valid"), "case \(test.tcId)")
        run += 1
      }
    }
    #expect(run > 0 && run == suite.numberOfTests)
  }
}
