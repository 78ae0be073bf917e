package import Diagnostics

extension RecordCode {
  package var story: Story {
    switch self {
    case .newerVersion:
      Story(
        title: "A record was written by a newer Esteira",
        meaning: """
          The form of records has a version. This one is newer than the program, which could \
          misread it or lose what it does not know, and therefore does not touch it.
          """,
        example: Self.record("{\"esteira-record\": 99, \"serial\": 4}\n"),
        remedy: """
          Use the Esteira that wrote it, or a later one. Teams do well to pin one version in \
          their pipeline.
          """)
    case .damaged:
      Story(
        title: "A record is damaged",
        meaning: """
          A record ends too early, is not JSON, or lacks a member: a disk failed, or it was \
          cut or merged by another program. It is never reset in silence, since a plan made \
          without it would be wrong.
          """,
        example: Self.record("{\"esteira-record\": 1, \"lineage\": \"3f"),
        remedy: """
          Put back a copy: the `revisions` folder beside it holds the record as it was after \
          each revision. Its highest number is the latest record; the lock and the journal \
          stay as they are.
          """)
    case .edited:
      Story(
        title: "A record does not match its digest",
        meaning: """
          Each record carries the SHA-256 of its own contents. They differ: it was edited by \
          hand, merged by a version control, or its disk has failed. Spaces and the order of \
          members do not matter.
          """,
        example: Self.record("{\"esteira-record\": 1, \"serial\": 5, \"digest\": \"sha256:00\"}\n"),
        remedy: """
          Undo the edit. Where that is not possible, put back a copy: the `revisions` folder \
          beside it holds the record as it was after each revision.
          """)
    case .notARecord:
      Story(
        title: "Another file lies where a record belongs",
        meaning: "The file is JSON, and says nowhere that it is a record of Esteira.",
        example: Self.record("{\"version\": 4, \"terraform_version\": \"1.9.0\"}\n"),
        remedy: "Move the file away. Records are files that only Esteira writes.")
    case .otherStack:
      Story(
        title: "A record lies in another stack's place",
        meaning: """
          A record names its stack and environment, and these are not the ones it was found \
          under: a folder was copied or renamed.
          """,
        example: Example(
          files: Self.files + [Self.queues],
          [
            .esteira(["apply", "jobs", "--yes"]),
            .copies(".esteira/state/local/jobs", to: ".esteira/state/local/queues"),
          ], command: ["plan", "queues"]),
        remedy: """
          Put it back. CloudFormation cannot rename a stack: to give one another name, destroy \
          it under the old one and apply it under the new one.
          """)
    case .otherLineage:
      Story(
        title: "Two records of one stack began apart",
        meaning: """
          The first record of a stack draws a lineage, which all that follow keep. A record \
          of another lineage would take the place of one that it knows nothing of: two \
          people created the stack at the same time, or the records of two projects share a \
          folder or bucket.
          """,
        example: Self.apply([.words("Two people write the first record of the stack at once.")]),
        remedy: """
          Check the project, the environment and its `state:`. If one of the two is left \
          over from a deleted project, move it away.
          """)
    case .moved:
      Story(
        title: "A record has changed in the meantime",
        meaning: """
          A plan and a write name the serial of the record they were made from. Someone else \
          has written it since then.
          """,
        example: Self.apply([
          .words("Something else than Esteira writes the record in the same moment.")
        ]),
        remedy: "Plan again: the new plan is made from what is there now.")
    case .notRecordable:
      Story(
        title: "A record cannot be written down",
        meaning: """
          What was applied holds a value that JSON has no word for, such as `.inf`, or is \
          nested deeper than readers take. What cannot be read again is not written.
          """,
        example: Self.apply([.words("A number of the template is infinite.")]),
        remedy: "Look for such a value in the template. CloudFormation takes neither.")
    case .locked:
      Story(
        title: "A stack is locked",
        meaning: """
          Someone is changing the stack. The message says who, where, what and since when. In \
          local files a lock ends with the process that took it; in a bucket it stays when that \
          dies.
          """,
        example: Self.apply([.holds("jobs")]),
        remedy: """
          Wait for it to end, or interrupt it: it stops where the next run goes on. If the lock is \
          in a bucket and its holder is gone, `esteira state unlock STACK` frees it.
          """)
    case .lockLost:
      Story(
        title: "A lock was broken while it was held",
        meaning: """
          The file of the lock was removed while a process was still at work. The record is \
          safe, since writes name the state they replace; two changes to the stack may have \
          met in AWS.
          """,
        example: Self.apply([.words("Someone breaks the lock of this run.")]),
        remedy: "Look at the stack's events in CloudFormation, then run `esteira plan`.")
    case .notHolding:
      Story(
        title: "The lock to be broken is held by someone else",
        meaning: """
          A lock is broken by the id of its owner, so that the lock of whoever came next is \
          never broken by accident.
          """,
        example: Example(
          files: Self.files, [.holds("jobs")],
          command: ["state", "unlock", "jobs", "--holder", "8f0c2b1d", "--yes"]),
        remedy: """
          If nobody holds it, nothing is to be done. Otherwise name the id that the message \
          gives, if that is the one you mean.
          """)
    case .busy:
      Story(
        title: "Another process does not let go of a record's files",
        meaning: """
          Each write holds a short lock on the stack's folder, for milliseconds. Another \
          process has held it for many seconds: it is stopped, or its disk does not answer.
          """,
        example: Self.apply([.disk(.gated)]),
        remedy: """
          Look for an `esteira` process that is stopped (`ps`), and let it continue or end \
          it.
          """)
    case .journalDamaged:
      Story(
        title: "The journal is damaged",
        meaning: """
          A line of the journal, not the last one, cannot be read. The journal says what was \
          under way in AWS when a process died; with a line missing that is not known.
          """,
        example: Example(
          files: Self.files + [
            .init(".esteira/state/local/jobs/journal.jsonl", .text("<<<<<<< mine\n{}\n"))
          ], command: ["plan"]),
        remedy: """
          Look at the stack in CloudFormation itself. If nothing is under way there, move the \
          file away.
          """)
    case .unreadable:
      Story(
        title: "A file of the records cannot be read",
        meaning: """
          The operating system could not deliver the file. The message has its own words.
          """,
        example: Self.applied(.disk(.unreadable)),
        remedy: """
          Read the system's words; check the path from left to right, and the disk.
          """)
    case .notWritten:
      Story(
        title: "A file of the records could not be written",
        meaning: """
          The operating system refused. New contents are written beside the old ones and \
          take their name in one step, so the record is what it was before.
          """,
        example: Self.apply([.disk(.unwritable)]),
        remedy: """
          Read the system's words, mend the cause and run the command again: it finds out \
          what was done in AWS.
          """)
    case .diskFull:
      Story(
        title: "The disk is full",
        meaning: """
          There is no room, or no quota, for the new record. The old one is as it was.
          """,
        example: Self.apply([.disk(.full)]),
        remedy: """
          Make room and run the command again: it finds out what was done in AWS.
          """)
    case .noPermission:
      Story(
        title: "Records may not be read or written",
        meaning: """
          The mode or owner of a file or folder of the records does not let you. Records are \
          readable by their owner alone.
          """,
        example: Self.applied(.disk(.forbidden)),
        remedy: """
          Look at `ls -l` of the path and of the folders above. Files that `root` made, for \
          example in a container, have to be given back with `chown`.
          """)
    case .readOnly:
      Story(
        title: "The records are on a read-only file system",
        meaning: """
          Planning works there; applying has to write records, and does not begin where it \
          cannot.
          """,
        example: Self.apply([.disk(.readOnly)]),
        remedy: "Work in a folder that can be written, or mount it so.")
    case .notAFile:
      Story(
        title: "Something that is no file lies where a record belongs",
        meaning: """
          It is a folder, a symbolic link, a pipe or a device. Folders of the records may be \
          symbolic links, files may not: replacing one would replace the link, and leave \
          what it points at behind.
          """,
        example: Example(
          files: Self.files + [.init(".esteira/state/local/jobs/record.json", .folder)],
          command: ["plan"]),
        remedy: "Move it away, or put the file itself there.")
    case .notAFolder:
      Story(
        title: "A file lies where a folder of the records belongs",
        meaning: """
          Records are kept in a folder per environment and stack, and a part of that path is \
          a file.
          """,
        example: Example(
          files: Self.files + [.init(".esteira/state", .text("\n"))], command: ["plan"]),
        remedy: "Move the file away.")
    case .unusableName:
      Story(
        title: "A name cannot be that of a folder",
        meaning: """
          Records are kept in folders that have the names of the environment and the stack. \
          The name is empty, too long, or has a character such as a slash in it.
          """,
        example: Self.apply([.words("The stack has a slash in its name.")]),
        remedy: """
          Check the name. Stacks and environments are named with letters, digits and dashes.
          """)
    case .notDurable:
      Story(
        title: "A write may not outlive a power cut",
        meaning: """
          The new contents are in place, but the disk did not confirm that they will stay.
          """,
        example: Self.apply([.disk(.forgetful)]),
        remedy: """
          Look at the disk; then run `esteira plan`, which reads the record that is there.
          """)
    }
  }

  private static let files = [
    Example.File("esteira.yaml", .text("project: fraud\n")),
    Example.File(
      "jobs.yaml", .text("stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n")),
  ]
  private static let queues = Example.File(
    "queues.yaml", .text("stack: queues\nresources:\n  queue:\n    type: AWS::SQS::Queue\n"))

  /// A plan of the stack `jobs`, with this text in the place of its record.
  private static func record(_ text: String) -> Example {
    Example(
      files: files + [.init(".esteira/state/local/jobs/record.json", .text(text))],
      command: ["plan"])
  }

  private static func apply(_ circumstances: [Circumstance]) -> Example {
    Example(files: files, circumstances, command: ["apply", "--yes"])
  }

  /// A plan of what was applied, in other circumstances.
  private static func applied(_ circumstance: Circumstance) -> Example {
    Example(files: files, [.esteira(["apply", "--yes"]), circumstance], command: ["plan"])
  }
}
