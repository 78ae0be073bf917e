import Diagnostics
import Documents
import Stacks
import TestSupport
import Testing

/// Every type of fields: what it takes, what it refuses, and what it says then.
struct TypeTests {
  static let samples =
    TypeSample.times + TypeSample.amounts + TypeSample.names + TypeSample.addresses
    + TypeSample.scalars

  @Test(arguments: samples)
  func rightValuesAreTaken(_ sample: TypeSample) throws {
    for (written, result) in sample.right {
      let outcome = try sample.read(written)
      #expect(outcome.diagnostics.map(\.line) == [], "\(written)")
      #expect(outcome.result?.canonicalJSON == result, "\(written)")
    }
  }

  /// One mistake, one diagnostic; what its edit makes of it is right.
  @Test(arguments: samples)
  func wrongValuesAreRefused(_ sample: TypeSample) throws {
    var table = ""
    for written in sample.wrong {
      let outcome = try sample.read(written)
      #expect(outcome.diagnostics.count == 1, "\(written): \(outcome.diagnostics.map(\.line))")
      let diagnostic = try #require(outcome.diagnostics.first, "\(written)")
      #expect(diagnostic.severity == .error || outcome.result != nil, "\(written)")
      let place = try #require(diagnostic.place)
      #expect(place.span.start >= 0 && !outcome.source.text(in: place.span).isEmpty)
      table +=
        "\(written)\n  \(diagnostic.severity == .error ? "" : "warning: ")\(diagnostic.message)\n"
      table += "  \(diagnostic.hint?.message ?? "no hint")\n"
      guard let mended = outcome.diagnostics.mended(outcome.source) else { continue }
      let line = try #require(mended.split(separator: "\n").first { $0.hasPrefix("    value:") })
      let value = String(line.dropFirst("    value: ".count))
      table += "  → \(value)\n"
      #expect(try sample.read(value).diagnostics.map(\.line) == [], "\(written) mended")
    }
    expectGolden(table, "types/\(sample.name).txt")
  }
}

extension TypeTests {
  private func expectGolden(_ text: String, _ name: String) {
    TestSupport.expectGolden(text, "../../Goldens/\(name)")
  }
}
