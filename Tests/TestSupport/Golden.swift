import Foundation
package import Testing

/// Compares texts with recorded ones, kept in a `Goldens` folder beside the test file.
///
/// With `ESTEIRA_RECORD_GOLDENS=1` in the environment the text is recorded instead, and the test
/// fails, so that a recording can never pass for a check.
package func expectGolden(
  _ text: String, _ name: String, file: String = #filePath,
  location: SourceLocation = #_sourceLocation
) {
  let golden = URL(fileURLWithPath: file).deletingLastPathComponent()
    .appendingPathComponent("Goldens").appendingPathComponent(name).standardizedFileURL
  if ProcessInfo.processInfo.environment["ESTEIRA_RECORD_GOLDENS"] == "1" {
    do {
      try FileManager.default.createDirectory(
        at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: golden)
      Issue.record("recorded \(name)", sourceLocation: location)
    } catch {
      Issue.record("cannot record \(name): \(error)", sourceLocation: location)
    }
    return
  }
  guard let recorded = try? Data(contentsOf: golden) else {
    Issue.record(
      "there is no golden \(name); record it with ESTEIRA_RECORD_GOLDENS=1",
      sourceLocation: location)
    return
  }
  let expected = String(decoding: recorded, as: UTF8.self)
  #expect(text == expected, "differs from \(golden.path)", sourceLocation: location)
}
