package import Diagnostics

/// Reads a text by the rules of a dialect. The result holds as much of it as could be understood.
///
/// Whatever the text, this takes bounded time and memory (`ReadingLimits`), and every alias of the
/// result can be followed.
package func read(_ source: Source, as dialect: Dialect) -> Reading {
  guard source.bytes.count <= ReadingLimits.bytes else {
    return Reading(documents: [], diagnostics: [ReadingDiagnostics.tooLarge(source)])
  }
  guard !dialect.isJSON, let transcoded = Encoding.transcoded(source) else {
    return readUTF8(source, as: dialect)
  }
  let isRead = transcoded.faults.isEmpty || transcoded.source.bytes.count > ReadingLimits.bytes
  return isRead
    ? readUTF8(transcoded.source, as: dialect)
    : Reading(documents: [], diagnostics: transcoded.faults)
}

/// Reads a text that is in UTF-8, whatever its first bytes look like.
func readUTF8(_ source: Source, as dialect: Dialect) -> Reading {
  // A character of two bytes may take three in UTF-8.
  guard source.bytes.count <= ReadingLimits.bytes else {
    return Reading(documents: [], diagnostics: [ReadingDiagnostics.tooLarge(source)])
  }
  let scan = TextScan(source, allowingControls: dialect.isJSON)
  guard scan.faults.isEmpty else { return Reading(documents: [], diagnostics: scan.faults) }

  var reading =
    dialect.isJSON
    ? JSONReader.read(source, dialect: dialect) : YAMLReader.read(source, dialect: dialect)
  let tree = reading.documents.first?.tree
  reading.diagnostics += scan.unquoted(in: tree)
  reading.diagnostics += scan.separatorWarnings(in: tree)
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
  let (place, dropped) = (diagnostics[end].place, diagnostics[end...])
  // Warnings alone, however many, do not make a text wrong.
  let severity = Array(dropped).hasErrors ? Severity.error : .warning
  diagnostics.removeLast(diagnostics.count - end)
  diagnostics.append(ReadingDiagnostics.tooMany(place, severity))
}
