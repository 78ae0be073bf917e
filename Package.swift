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

/// What is compiled to be small: a tenth less memory for every command, and a twentieth of its speed.
let small: [SwiftSetting] = [.unsafeFlags(["-Osize"], .when(configuration: .release))]

/// A room of the house: a library target that may import exactly what it names. Where every byte of
/// large inputs passes through, speed counts more than size.
func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], isHot: Bool = false
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house + (isHot ? [] : small))
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
    .target(
      name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    room("Digests", ["CDigests"], isHot: true),
    room("Diagnostics"),
    room("Documents", ["Diagnostics"]),
    .target(
      name: "CFacts", exclude: ["Making", "facts.bin", "overrides.tsv", "regenerate"],
      cSettings: [.headerSearchPath(".")]),
    .target(
      name: "CEndpoints", exclude: ["endpoints.txt", "regenerate"],
      cSettings: [.headerSearchPath(".")]),
    .target(
      name: "CModels", exclude: ["models.txt", "regenerate"],
      cSettings: [.headerSearchPath(".")]),
    room("Archives", ["Digests"]),
    // Domain
    room("CloudFormation", ["CFacts", "Diagnostics", "Documents"]),
    room("Planning", ["CloudFormation", "Diagnostics", "Documents"]),
    room("Recording", ["CloudFormation", "Diagnostics", "Digests", "Documents"]),
    room("Stacks", ["CloudFormation", "Diagnostics", "Documents"]),
    room("Components", ["CloudFormation", "Digests", "Documents", "Stacks"]),
    // Effects
    room("FileRecords", ["Diagnostics", "Documents", "Recording"]),
    room(
      "AWS", ["CEndpoints", "CModels", "Diagnostics", "Documents", "Digests"], isHot: true),
    room("NetworkTransport", ["AWS", "CCurl"]),
    room("BucketRecords", ["AWS", "Diagnostics", "Documents", "Recording"]),
    .target(name: "CAttributes"),
    room("Provisioning", ["AWS", "Diagnostics", "Documents", "Recording"]),
    room("LocalCloud", ["AWS", "CloudFormation", "Documents", "Diagnostics", "Digests"]),
    // View
    room("Presentation", ["CloudFormation", "Diagnostics", "Documents", "Planning", "Stacks"]),
    // Shell
    room(
      "Commands",
      [
        "Archives", "AWS", "BucketRecords", "CloudFormation", "Components", "Diagnostics",
        "Digests",
        "Documents", "LocalCloud", "Planning", "Presentation", "Provisioning", "Recording",
        "Stacks",
      ]),
    .executableTarget(
      name: "esteira",
      dependencies: [
        "AWS", "CAttributes", "Commands", "Documents", "FileRecords", "LocalCloud",
        "NetworkTransport", "Recording",
      ],
      swiftSettings: house),
    // Tests
    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: house),
    .target(
      name: "TemplateSupport", dependencies: ["CloudFormation", "Documents", "Diagnostics"],
      path: "Tests/TemplateSupport", swiftSettings: house),
    tests("DigestsTests", ["Digests"]),
    tests("ArchivesTests", ["Archives", "Digests"]),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("DocumentsTests", ["Documents", "Diagnostics"]),
    tests(
      "CloudFormationTests",
      ["CloudFormation", "Digests", "Documents", "Diagnostics", "TemplateSupport"]),
    tests(
      "StacksTests", ["Stacks", "CloudFormation", "Documents", "Diagnostics"], goldens: true),
    tests(
      "ComponentsTests", ["Components", "CloudFormation", "Diagnostics", "Documents", "Stacks"],
      goldens: true),
    tests("PlanningTests", ["Planning", "CloudFormation", "Documents", "Diagnostics"]),
    tests("AWSTests", ["AWS", "Diagnostics", "Documents", "Digests"]),
    tests("NetworkTransportTests", ["AWS", "Documents", "NetworkTransport"]),
    tests("ProvisioningTests", ["AWS", "Diagnostics", "Documents", "Provisioning", "Recording"]),
    tests(
      "RecordingTests",
      [
        "AWS", "BucketRecords", "Diagnostics", "Digests", "Documents", "FileRecords", "LocalCloud",
        "Recording",
      ],
      goldens: true),
    tests(
      "LocalCloudTests",
      ["LocalCloud", "AWS", "CloudFormation", "Documents", "Diagnostics", "Digests"]),
    tests(
      "PresentationTests",
      ["Presentation", "CloudFormation", "Diagnostics", "Documents", "Planning", "Stacks"],
      goldens: true),
    tests(
      "CommandsTests",
      [
        "AWS", "CloudFormation", "Commands", "Components", "Documents", "Diagnostics",
        "FileRecords", "LocalCloud", "Planning", "Presentation", "Provisioning", "Recording",
        "Stacks",
      ], goldens: true),
    tests("EndToEndTests", ["esteira", "CAttributes"]),
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
    .executableTarget(
      name: "benchmark-facts", dependencies: ["CloudFormation"],
      path: "Tests/Benchmarks/Drivers/Facts", swiftSettings: house),
    .executableTarget(
      name: "benchmark-wire", dependencies: ["AWS", "Documents", "NetworkTransport"],
      path: "Tests/Benchmarks/Drivers/Wire", swiftSettings: house),
    .executableTarget(
      name: "benchmark-foundation", path: "Tests/Benchmarks/Drivers/Foundation",
      swiftSettings: house),
  ]
}

if Context.environment["ESTEIRA_JUDGES"] != nil {
  package.targets.append(
    .executableTarget(
      name: "probe-wire", dependencies: ["AWS", "Documents", "NetworkTransport"],
      path: "Tests/Judges/Drivers/Wire", swiftSettings: house))
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
    fuzz("fuzz-stacks", at: "Stacks", ["CloudFormation", "Components", "Documents", "Stacks"]),
    fuzz("fuzz-templates", at: "Templates", ["CloudFormation", "Documents"]),
    fuzz("fuzz-intrinsics", at: "Intrinsics", ["CloudFormation", "Documents", "TemplateSupport"]),
  ]
}
