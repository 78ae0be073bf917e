import Diagnostics
import Documents
import Foundation

/// Reads a JSON text with our reader and with Foundation's, in turns, and prints both medians.
func compareJSON(_ bytes: [UInt8], rounds: Int) throws {
  let data = Data(bytes)
  let source = Source(name: "benchmark.json", bytes: bytes)
  var ours: [Duration] = []
  var withTexts: [Duration] = []
  var foundations: [Duration] = []
  let clock = ContinuousClock()
  // The first round warms up and does not count.
  for round in 0...rounds {
    var reading: Reading?
    let our = clock.measure { reading = read(source, as: .json) }
    guard let reading, !reading.failed, reading.documents.count == 1 else {
      BenchmarkDocuments.fail("the file is not valid JSON")
    }
    // Our texts are made when they are asked for, Foundation's at once.
    var size = 0
    let texts = clock.measure { size = sizeOfTexts(reading.documents[0]) }
    var object: Any?
    let foundation = try clock.measure {
      object = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    }
    guard object != nil, size >= 0, round > 0 else { continue }
    ours.append(our)
    withTexts.append(our + texts)
    foundations.append(foundation)
  }
  let (our, foundation) = (median(ours), median(foundations))
  print("esteira             \(describe(our, bytes.count))")
  print("  with all texts    \(describe(median(withTexts), bytes.count))")
  print("JSONSerialization   \(describe(foundation, bytes.count))")
  print("ratio               \(rounded(foundation / our)) times as fast")
  print("  with all texts    \(rounded(foundation / median(withTexts))) times as fast")
}

/// Makes a string of every scalar and adds up their lengths.
private func sizeOfTexts(_ node: Node) -> Int {
  switch node.kind {
  case .mapping: node.entries.reduce(0) { $0 + sizeOfTexts($1.key) + sizeOfTexts($1.value) }
  case .sequence: node.elements.reduce(0) { $0 + sizeOfTexts($1) }
  case .scalar, .alias: node.text.utf8.count
  }
}

/// The middle of several times.
func median(_ times: [Duration]) -> Duration {
  times.isEmpty ? .zero : times.sorted()[times.count / 2]
}

/// A time and the throughput it means.
func describe(_ time: Duration, _ count: Int) -> String {
  let seconds = time / .seconds(1)
  return "\(rounded(seconds * 1000)) ms, \(rounded(Double(count) / seconds / 1e6)) MB/s"
}

/// A number to two digits behind the point.
func rounded(_ value: Double) -> String { String(format: "%.2f", value) }
