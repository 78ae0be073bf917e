package import Diagnostics

extension FileCode {
  package var story: Story {
    switch self {
    case .notFound:
      Story(
        title: "There is no such file",
        meaning: """
          A file was named on the command line and does not exist, or a symbolic link leads nowhere. \
          Names are taken from the folder the command runs in.
          """,
        example: Example(command: ["format", "serving.yaml"]),
        remedy: """
          Check the spelling and the folder. A shell pattern such as `*.yaml` that matches nothing is \
          passed on as it is.
          """)
    case .isFolder:
      Story(
        title: "A folder was given where a file is expected",
        meaning: "The command works on files, one by one, and does not look into folders.",
        example: Example(files: [Example.File("stacks", .folder)], command: ["format", "stacks"]),
        remedy: "Name the files, for example with a shell pattern: `esteira format stacks/*.yaml`.")
    case .noPermission:
      Story(
        title: "A file may not be read",
        meaning: """
          The file exists, but the operating system does not let you open it: its mode, or the mode \
          of a folder above it, says so.
          """,
        example: Example(
          files: [Example.File("serving.yaml", .unreadable)], command: ["format", "serving.yaml"]),
        remedy: "Look at `ls -l` of the file and its folders, and give yourself the right to read.")
    case .tooLarge:
      Story(
        title: "A file is too large",
        meaning: """
          Files of more than 64 MiB are refused before they are read, so that no input can take all \
          of a machine's memory. A CloudFormation template may have 1 MB, and stack files are \
          smaller, so this is most likely not the file you mean.
          """,
        example: Example(
          files: [Example.File("data.yaml", .repeated("- row\n", count: 12_000_000))],
          command: ["format", "data.yaml"]),
        remedy: "Check the name. Data that is that large belongs into a bucket.")
    case .unreadable:
      Story(
        title: "A file cannot be read",
        meaning: """
          The operating system could not deliver the file, for a reason other than the usual ones: \
          a part of its path is no folder, its disk fails, the name is too long. The message has \
          the system's own words.
          """,
        example: .file("serving.yaml", "a: 1\n", command: ["format", "serving.yaml/stack.yaml"]),
        remedy: "Read the system's words in the message; check the path from left to right.")
    case .cannotWrite:
      Story(
        title: "A file cannot be written",
        meaning: """
          The new contents could not be put in the file's place: you may not write the file or its \
          folder, the disk is full, or it is not a regular file. New contents are first written \
          beside the file and then take its name in one step, so the file is exactly what it was \
          before. The same code is used when standard output cannot be written.
          """,
        example: Example(
          files: [Example.File("serving.yaml", .readOnly("a:   1\n"))],
          command: ["format", "serving.yaml"]),
        remedy: """
          Check the permissions of the file and its folder, and the space on the disk. Or read the \
          result from standard output: `esteira format - < serving.yaml`.
          """)
    case .changedMeanwhile:
      Story(
        title: "A file was changed while it was being formatted",
        meaning: """
          Between reading the file and putting the new contents in its place, someone else wrote or \
          replaced it: an editor that saves, a branch that is checked out. Theirs is kept, and the \
          file was not formatted.
          """,
        example: Example(
          files: [Example.File("serving.yaml", .contested("a:   1\n"))],
          command: ["format", "serving.yaml"]),
        remedy: "Run the command again.")
    case .hardLinked:
      Story(
        title: "A file has several names",
        meaning: """
          The file has other names (hard links). New contents take a file's name in one step, so \
          that no crash leaves half of them; the other names would go on naming the old contents. \
          Writing into the file would keep them together and could lose it, so neither is done.
          """,
        example: Example(
          files: [Example.File("serving.yaml", .hardLinked("a:   1\n"))],
          command: ["format", "serving.yaml"]),
        remedy: """
          Keep one name and make the others symbolic links to it: `ls -i` shows which names are the \
          same file. Or write the result through the name yourself: `esteira format - < serving.yaml \
          > new.yaml`, then `cat new.yaml > serving.yaml`.
          """)
    case .notRegular:
      Story(
        title: "Something that is no file was to be formatted",
        meaning: """
          `esteira format` rewrites files, and a pipe or a device has no contents to rewrite. It is \
          not opened to be read either: a pipe that nobody writes to would be waited for without end.
          """,
        example: Example(
          files: [Example.File("serving.yaml", .pipe)], command: ["format", "serving.yaml"]),
        remedy: """
          Give what is in it to standard input: `esteira format - < serving.yaml`. `--to` reads \
          pipes by name, as shells make them for `<(command)`.
          """)
    case .noDocument:
      Story(
        title: "There is nothing in a file",
        meaning: """
          The file is empty, or holds nothing but comments. In YAML that is a stream without \
          documents, which is not wrong: it means nothing at all, not even `null`, and what is \
          printed of it is nothing. JSON has no text for that.
          """,
        example: .file(
          "serving.yaml", "# To be written.\n", command: ["format", "--to", "json", "serving.yaml"]),
        remedy: "Check that it is the file you mean; write `{}` for a mapping without entries.")
    }
  }
}
