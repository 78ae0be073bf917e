package import Diagnostics

/// Reads a text by the rules of a dialect. The result holds as much of it as could be understood.
///
/// Whatever the text, this takes bounded time and memory (`ReadingLimits`), and every alias of the
/// result can be followed.
package func read(_ source: Source, as dialect: Dialect) -> Reading {
  guard source.bytes.count <= ReadingLimits.bytes else {
    return Reading(documents: [], diagnostics: [ReadingDiagnostics.tooLarge(source)])
  }
  var source = source
  if !dialect.isJSON, let transcoded = Encoding.transcoded(source) {
    // A character of two bytes may take three in UTF-8.
    guard transcoded.source.bytes.count <= ReadingLimits.bytes else {
      return Reading(documents: [], diagnostics: [ReadingDiagnostics.tooLarge(transcoded.source)])
    }
    guard transcoded.faults.isEmpty else {
      return Reading(documents: [], diagnostics: transcoded.faults)
    }
    source = transcoded.source
  }
  let scan = TextScan(source, allowingControls: dialect.isJSON)
  guard scan.faults.isEmpty else { return Reading(documents: [], diagnostics: scan.faults) }

  var reading =
    dialect.isJSON
    ? JSONReader.read(source, dialect: dialect) : YAMLReader.read(source, dialect: dialect)
  let tree = reading.documents.first?.tree
  reading.diagnostics += scan.unquoted(in: tree)
  if let tree { reading.diagnostics += MeaningCheck.diagnostics(of: tree) }
  reading.diagnostics.sort { ($0.place?.span.start ?? 0) < ($1.place?.span.start ?? 0) }
  limit(&reading.diagnostics)
  return reading
}

/// Keeps the first diagnostics only, where there are too many, and says so in the last.
private func limit(_ diagnostics: inout [Diagnostic]) {
  let tooMany = ReadingCode.tooManyMistakes.code
  let reported = diagnostics.firstIndex { $0.code == tooMany } ?? diagnostics.count
  let end = min(reported, ReadingLimits.diagnostics - 1)
  guard reported < diagnostics.count || diagnostics.count > ReadingLimits.diagnostics else {
    return
  }
  let place = diagnostics[end].place
  diagnostics.removeLast(diagnostics.count - end)
  diagnostics.append(ReadingDiagnostics.tooMany(place))
}
