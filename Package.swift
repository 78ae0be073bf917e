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
