// swift-tools-version: 6.2
import PackageDescription

/// The settings every Swift target of the house is built with.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// A room of the house: a library target that may import exactly what it names.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

/// The tests of a room; every one of them may use the shared test support.
func tests(_ name: String, _ dependencies: [Target.Dependency], goldens: Bool = false) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"],
    exclude: goldens ? ["Goldens"] : [], swiftSettings: house)
}

let package = Package(
  name: "esteira",
  products: [.executable(name: "esteira", targets: ["esteira"])],
  targets: [
    // Base
    .target(name: "CDigests"),
    room("Digests", ["CDigests"]),
    room("Diagnostics"),
    room("Documents", ["Diagnostics"]),
    // View
    room("Presentation", ["Diagnostics", "Documents"]),
    // Shell
    room("Commands", ["Diagnostics", "Documents", "Presentation"]),
    .executableTarget(name: "esteira", dependencies: ["Commands"], swiftSettings: house),
    // Tests
    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: house),
    tests("DigestsTests", ["Digests"]),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("DocumentsTests", ["Documents", "Diagnostics"]),
    tests("PresentationTests", ["Presentation", "Diagnostics", "Documents"], goldens: true),
    tests(
      "CommandsTests", ["Commands", "Documents", "Diagnostics", "Presentation"], goldens: true),
    tests("EndToEndTests", ["esteira"]),
  ]
)

if Context.environment["ESTEIRA_BENCHMARKS"] != nil {
  package.targets += [
    .executableTarget(
      name: "benchmark-digests", dependencies: ["Digests"],
      path: "Tests/Benchmarks/Drivers/Digests", swiftSettings: house),
    .executableTarget(
      name: "benchmark-documents", dependencies: ["Diagnostics", "Documents"],
      path: "Tests/Benchmarks/Drivers/Documents", swiftSettings: house),
  ]
}

if Context.environment["ESTEIRA_FUZZ"] != nil {
  func fuzz(_ name: String, at folder: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
      name: name, dependencies: dependencies + ["CFuzzer", "FuzzSupport", "Diagnostics"],
      path: "Tests/Fuzz/\(folder)", swiftSettings: house)
  }
  package.targets += [
    .target(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
    .target(
      name: "FuzzSupport", dependencies: ["Diagnostics", "Documents", "Presentation"],
      path: "Tests/Fuzz/Support", swiftSettings: house),
    fuzz("fuzz-yaml", at: "YAML", ["Documents"]),
    fuzz("fuzz-json", at: "JSON", ["Documents"]),
    fuzz("fuzz-argv", at: "Arguments", ["Commands"]),
  ]
}
