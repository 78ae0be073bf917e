internal import CFuzzer
internal import Diagnostics
internal import Documents
internal import FuzzSupport

/// Reads bytes as YAML of every dialect, formats them, and writes what they mean.
@main
struct FuzzYAML {
  static func main() {
    fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
      check(UnsafeBufferPointer(start: start, count: count))
      return 0
    }
  }
}

private func check(_ input: UnsafeBufferPointer<UInt8>) {
  let dialects: [Dialect] = [.yaml, .stackFile, .cloudFormation]
  guard let (dialect, bytes) = choose(among: dialects, by: input) else { return }
  let source = Source(name: "<fuzz>", bytes: bytes)
  let reading = read(source, as: dialect)
  requirePlaces(of: reading, in: source)
  for value in meaning(of: reading) ?? [] { requireRoundTrips(of: value) }
  if dialect == .stackFile { checkFormat(source, reading) }
}

private func checkFormat(_ source: Source, _ reading: Reading) {
  let formatted = Formatting.format(source)
  requirePlaces(of: formatted.diagnostics, in: source)
  guard !reading.failed, let text = formatted.text else { return }
  let again = Source(name: "<fuzz>", text: text)
  require(Formatting.format(again).text == text, "formatting twice is formatting once")
  let after = read(again, as: .stackFile)
  require(!after.failed, "what format writes has no errors")
  require(meaning(of: after) == meaning(of: reading), "formatting keeps the meaning")
}
