import Digests
import Foundation
import Testing

@Suite("The choice of an implementation")
struct ImplementationTests {
  static let processor = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)

  @Test(
    "the processor's instructions are found where the kernel lists them",
    .enabled(if: processor != nil))
  func detection() throws {
    let line = try #require(Self.processor).split(separator: "\n").first {
      $0.hasPrefix("flags") || $0.hasPrefix("Features")
    }
    let flags = Set(try #require(line).split(separator: " "))
    #if arch(x86_64)
      let isListed = flags.isSuperset(of: ["sha_ni", "ssse3", "sse4_1"])
    #else
      let isListed = flags.contains("sha2")
    #endif
    #expect(SHA256.Implementation.accelerated.isAvailable == isListed)
  }

  @Test("the accelerated one is preferred")
  func preference() {
    #expect(SHA256.Implementation.portable.isAvailable)
    #expect(
      (SHA256.Implementation.best == .accelerated)
        == SHA256.Implementation.accelerated.isAvailable)
  }
}
