internal import CFuzzer
internal import Diagnostics
internal import Documents
internal import FuzzSupport

/// Reads bytes as JSON and writes what they mean.
@main
struct FuzzJSON {
  static func main() {
    fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
      check(UnsafeBufferPointer(start: start, count: count))
      return 0
    }
  }
}

private func check(_ input: UnsafeBufferPointer<UInt8>) {
  let dialects: [Dialect] = [.json, .cloudFormationJSON]
  guard let (dialect, bytes) = choose(among: dialects, by: input) else { return }
  let source = Source(name: "<given>", bytes: bytes)
  let reading = read(source, as: dialect)
  requirePlaces(of: reading, in: source)
  guard let values = meaning(of: reading, for: .json) else {
    return require(reading.failed, "what has no errors means something")
  }
  require(values.count == 1, "a JSON text is one value")
  for value in values { requireRoundTrips(of: value) }
}
