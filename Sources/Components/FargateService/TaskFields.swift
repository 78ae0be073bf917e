internal import CloudFormation
internal import Documents
internal import Stacks

/// What stack files say of one task of a service.
enum TaskFields {
  static let cpu = Field(
    "cpu", .choice(["0.25", "0.5", "1", "2", "4", "8", "16", "32"], example: "1"), default: "0.5",
    "How many processors a task has.")
  static let memory = Field(
    "memory",
    .size(.init(512, .mebibytes)...(.init(244, .gibibytes)), in: .mebibytes, example: "2GiB"),
    default: "1GiB",
    "How much memory a task has; what goes with the processors of `cpu`, from twice to eight times as many GiB."
  )
  static let architecture = Field(
    "architecture", .choice(["x86-64", "arm64"]), default: "x86-64",
    """
    The processors that the image is made for. `arm64` costs a fifth less and needs an image that \
    was built for it.
    """)
  static let storage = Field(
    "storage",
    .size(.init(20, .gibibytes)...(.init(200, .gibibytes)), in: .gibibytes, example: "50GiB"),
    default: "20GiB", "What fits on a task's disk, which is gone with the task.")
  static let readOnly = Field(
    "read-only", .flag, default: "false",
    "Whether the container can write to nothing but the folders of `writable`.")
  static let writable = Field(
    "writable",
    .list(
      of: .formed(
        "the path of a folder", example: "/tmp", pattern: "^/[A-Za-z0-9._/-]+$", isFolder), 0...10),
    default: "[]",
    """
    The folders that the container may write to, with `read-only`. They are empty when it starts and \
    belong to root, unless the image says by `VOLUME` whose they are.
    """,
    examples: ["[/tmp, /var/cache/models]"])
  static let stopTimeout = Field(
    "stop-timeout", .duration(.init(2, .seconds)...(.init(2, .minutes)), example: "1m"),
    default: "30s", "How long it may take to finish before it is killed.")

  /// The size of a task; nil if Fargate has no such size, which is reported.
  static func size(_ it: inout Blueprint) -> TaskSize? { size(it[cpu], it[memory], &it) }

  /// The same for what fields of these names come to.
  static func size(_ cpu: String, _ amount: ByteCount, _ it: inout Blueprint) -> TaskSize? {
    let memory = amount.mebibytes
    guard let fitting = FargateSize.all.first(where: { cpu == processors($0.cpu) }) else {
      return nil
    }
    if fitting.memories.contains(memory) { return TaskSize(cpu: fitting.cpu, memory: memory) }
    let near = [fitting.memories.last { $0 < memory }, fitting.memories.first { $0 > memory }]
      .compactMap(\.self).map { "`\(text($0))`" }.joined(separator: " or ")
    let others = FargateSize.all.filter { $0.memories.contains(memory) }
      .map { "`\(processors($0.cpu))`" }
    it.refuse(
      self.memory,
      "Fargate has no task with `\(cpu)` processors and `\(text(memory))`",
      hint: "the next amounts for `cpu: \(cpu)` are \(near)"
        + (others.isEmpty
          ? "" : "; `\(text(memory))` goes with `cpu` \(others.joined(separator: ", "))"))
    return nil
  }

  /// Units of processors as stack files write them.
  static func processors(_ units: Int) -> String {
    switch units {
    case 256: "0.25"
    case 512: "0.5"
    default: String(units / 1024)
    }
  }

  private static func text(_ mebibytes: Int) -> String { ByteCount(mebibytes, .mebibytes).text }

  private static func isFolder(_ path: String) -> Bool {
    path.hasPrefix("/") && path.utf8.count > 1 && !path.contains("//") && !path.contains("/../")
      && path.hasOnlyWords(and: "._/-")
  }
}
