import Foundation

/// A program that does nothing but link Foundation and use it once: what any Swift tool that imports
/// it costs at least.
@main
enum BenchmarkFoundation {
  static func main() {
    print(ProcessInfo.processInfo.processName)
  }
}
