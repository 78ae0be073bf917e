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
  let source = Source(name: "<given>", bytes: bytes)
  let reading = read(source, as: dialect)
  requirePlaces(of: reading, in: source)
  requireNothingLost(of: reading, in: source)
  for value in meaning(of: reading) ?? [] { requireRoundTrips(of: value) }
  _ = meaning(of: reading, for: .json)
  if dialect != .yaml { checkFormat(source, reading, as: dialect) }
}

private func checkFormat(_ source: Source, _ reading: Reading, as dialect: Dialect) {
  let formatted = Formatting.format(source, as: dialect)
  requirePlaces(of: formatted.diagnostics, in: source)
  require(!formatted.wouldChangeMeaning, "the formatter does not have to stop itself")
  guard let text = formatted.text else {
    return require(reading.failed, "what has no errors is formatted")
  }
  let result = Source(name: "<formatted>", text: text)
  let again = Formatting.format(result, as: dialect)
  require(again.text == text && !again.changed, "formatting twice is formatting once")
  let after = read(result, as: dialect)
  require(!after.failed, "what format writes has no errors")
  // References that had to be quoted are all that may make a difference.
  guard !reading.failed else { return }
  require(Events(after).lines == Events(reading).lines, "formatting keeps every event")
  require(meaning(of: after) == meaning(of: reading), "formatting keeps the meaning")
  checkOtherRules(source, Events(reading).lines, result, as: dialect)
}

/// A stack file stays what CloudFormation reads in it; a template stays what a stack file would be
/// where both are the same.
private func checkOtherRules(
  _ source: Source, _ events: [String], _ result: Source, as dialect: Dialect
) {
  let other = dialect == .stackFile ? Dialect.cloudFormation : .stackFile
  let reading = read(source, as: other)
  guard !reading.failed else { return }
  let lines = Events(reading).lines
  guard dialect == .stackFile || lines == events else { return }
  require(Events(read(result, as: other)).lines == lines, "formatting keeps every event for others")
}
