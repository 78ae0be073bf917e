import Diagnostics
import Documents
import Foundation
import TestSupport
import Testing

/// JSONTestSuite: what every parser accepts, rejects, or may decide for itself.
@Suite(.enabled(if: IndependentData.isHere))
struct JSONSuiteTests {
  static let folder = "json-test-suite/test_parsing"

  static func names(_ prefix: String) -> [String] {
    guard let path = IndependentData.folder?.appendingPathComponent(folder).path,
      let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    else { return [] }
    return names.filter { $0.hasPrefix(prefix) }.sorted()
  }

  @Test func suiteIsWhole() {
    #expect(Self.names("").count == 318)
  }

  @Test(arguments: names("y_")) func accepted(_ name: String) throws {
    let bytes = try IndependentData.bytes("\(Self.folder)/\(name)")
    let source = Source(name: name, bytes: bytes)
    let reading = readJSON(source)
    #expect(acceptsJSON(bytes))
    // RFC 8259 lets a key stand twice; that is worth a warning, and nothing else is.
    let allowed: Set = name.contains("duplicated_key") ? [MeaningCode.duplicateKey.code] : []
    #expect(Set(reading.diagnostics.map(\.code)) == allowed)
    #expect(reading.documents.count == 1)
    #expect(flaws(of: reading, in: source) == [])
  }

  @Test(arguments: names("n_")) func rejected(_ name: String) throws {
    let bytes = try IndependentData.bytes("\(Self.folder)/\(name)")
    #expect(!acceptsJSON(bytes))
    let source = Source(name: name, bytes: bytes)
    let reading = readJSON(source)
    // What is not UTF-8 is refused before; it still does no harm here.
    if String(validating: bytes, as: UTF8.self) != nil { #expect(reading.failed) }
    #expect(flaws(of: reading, in: source) == [])
  }

  @Test(arguments: names("i_")) func survived(_ name: String) throws {
    let bytes = try IndependentData.bytes("\(Self.folder)/\(name)")
    let source = Source(name: name, bytes: bytes)
    #expect(flaws(of: readJSON(source), in: source) == [])
  }
}
