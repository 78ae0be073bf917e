import Diagnostics
import Documents

/// Reads a YAML text by the rules of stack files and prints how long the fastest, the median and
/// the first reading took. One round reads it once, so that the process shows what that costs.
func timeYAML(_ bytes: [UInt8], rounds: Int) {
  let source = Source(name: "benchmark.yaml", bytes: bytes)
  let clock = ContinuousClock()
  var times: [Duration] = []
  for _ in 0..<rounds {
    var reading: Reading?
    times.append(clock.measure { reading = read(source, as: .stackFile) })
    guard let reading, !reading.failed else {
      BenchmarkDocuments.fail("the file is not valid YAML")
    }
  }
  print("esteira             \(describe(median(times), bytes.count))")
}
