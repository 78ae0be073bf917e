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
  if !dialect.isJSON, let transcoded = Encoding.transcoded(source) { source = transcoded }
  let scan = TextScan(source, allowingControls: dialect.isJSON)
  guard scan.faults.isEmpty else { return Reading(documents: [], diagnostics: scan.faults) }

  var reading =
    dialect.isJSON
    ? JSONReader.read(source, dialect: dialect) : YAMLReader.read(source, dialect: dialect)
  if let tree = reading.documents.first?.tree {
    reading.diagnostics += scan.unquoted(in: tree)
    reading.diagnostics += MeaningCheck.diagnostics(of: tree)
    reading.diagnostics.sort { ($0.place?.span.start ?? 0) < ($1.place?.span.start ?? 0) }
    if reading.diagnostics.count > ReadingLimits.diagnostics + 1 {
      reading.diagnostics.removeLast(reading.diagnostics.count - ReadingLimits.diagnostics)
      reading.diagnostics.append(ReadingDiagnostics.tooMany(source))
    }
  }
  return reading
}
