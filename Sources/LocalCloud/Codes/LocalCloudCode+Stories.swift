package import Diagnostics

extension LocalCloudCode {
  package var story: Story {
    switch self {
    case .folderInUse:
      Story(
        title: "Another process uses the local cloud",
        meaning: """
          The embedded cloud keeps its data in `.esteira/local`. One process at a time works with \
          them, so that two never write over each other; a lock that dies with its process sees to \
          that.
          """,
        example: Example(
          files: [Example.File("esteira.yaml", .text("project: fraud\n"))], [.serves],
          command: ["local", "serve", "--port", "0"]),
        remedy: """
          Wait until the other process has finished, or stop it. While `esteira local serve` runs, \
          other programs reach the same cloud at the address that it prints.
          """)
    case .damagedData:
      Story(
        title: "The local cloud's data are damaged",
        meaning: """
          A file in `.esteira/local` is not what was written there. Files are replaced whole, so a \
          crash cannot do that; an editor, a merge or a failing disk can. Nothing is repaired by \
          guessing.
          """,
        example: Example(
          files: [
            Example.File("esteira.yaml", .text("project: fraud\n")),
            Example.File(".esteira/local/stacks/lost.json", .text("{\"format\":\n")),
          ], command: ["local", "serve"]),
        remedy: """
          Put the file back from a copy, or remove it: the local cloud then no longer knows that one \
          stack, and the next `esteira apply` makes it again.
          """)
    case .newerData:
      Story(
        title: "The local cloud's data are from a newer Esteira",
        meaning: """
          A later version wrote these files, in a way that this one does not know. They are left \
          alone.
          """,
        example: Example(
          files: [
            Example.File("esteira.yaml", .text("project: fraud\n")),
            Example.File(
              ".esteira/local/stacks/later.json",
              .text("{\"format\":\"esteira-local-stack\",\"stack\":{},\"version\":99}\n")),
          ], command: ["local", "serve"]),
        remedy: """
          Use the newer Esteira, or move `.esteira/local` away to begin with an empty local cloud.
          """)
    case .unusableFolder:
      Story(
        title: "The local cloud's folder cannot be used",
        meaning: """
          The embedded cloud keeps its data in `.esteira/local` and could not make, read or write it. \
          What was not kept was not answered either, so nothing is half done.
          """,
        example: Example(
          files: [
            Example.File("esteira.yaml", .text("project: fraud\n")),
            Example.File(".esteira", .text("not a folder\n")),
          ], command: ["local", "serve"]),
        remedy: "Look at the owner and mode of the folder, and at the room on its disk.")
    case .badFaultPlan:
      Story(
        title: "The list of what is to fail cannot be understood",
        meaning: """
          `.esteira/local/faults.yaml` makes the embedded cloud fail on demand, so that unhappy paths \
          can be tried. A mistake in it would make a trial say nothing, so it is refused as a whole.
          """,
        example: Example(
          files: [
            Example.File("esteira.yaml", .text("project: fraud\n")),
            Example.File(
              ".esteira/local/faults.yaml",
              .text("fail:\n  - resource: Topic\n    action: explode\n")),
          ], command: ["local", "serve"]),
        remedy: """
          Every entry of `fail` has a `resource` (a type or a logical id), and may have an `action` \
          (`create`, `update`, `delete`, `rollback`), a `reason` and `late: true`. \
          `throttle-every: 5` refuses every fifth call.
          """)
    case .cannotListen:
      Story(
        title: "The local cloud cannot listen at an address",
        meaning: """
          The port is taken by another program, or the system does not let you use it. The local \
          cloud listens on 127.0.0.1 alone.
          """,
        example: Example(
          files: [Example.File("esteira.yaml", .text("project: fraud\n"))], [.listens(4580)],
          command: ["local", "serve"]),
        remedy: "Choose another port with `--port`; `--port 0` takes any free one and prints it.")
    }
  }
}
