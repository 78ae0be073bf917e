import Foundation
import Testing

/// `check` and what is no file: it must come to an end.
@Suite(.timeLimit(.minutes(10))) struct CheckFileTests {
  private static let template = "Resources: {Topic: {Type: AWS::SNS::Topic}}\n"

  @Test func pipesAndLinksInAFolderAreNotWaitedFor() throws {
    try withFolder { folder in
      #expect(mkfifo(folder.appendingPathComponent("pipe.yaml").path, 0o600) == 0)
      try folder.write("a.yaml", Self.template)
      for (name, target) in [("loop", "."), ("folder.yaml", "."), ("zero.yaml", "/dev/zero")] {
        try FileManager.default.createSymbolicLink(
          atPath: folder.appendingPathComponent(name).path, withDestinationPath: target)
      }
      let result = try Program.shell("timeout 30 $ESTEIRA check .", in: folder)
      #expect(result.code == 0, "\(result.error)")
      #expect(result.output == "1 template checked.\n")
      #expect(result.error.contains("note[EST0109]"), "\(result.error)")
    }
  }

  @Test func aPipeInAProjectIsNotWaitedFor() throws {
    try withFolder { folder in
      #expect(mkfifo(folder.appendingPathComponent("pipe.yaml").path, 0o600) == 0)
      try folder.write("esteira.yaml", "project: jobs\n")
      let result = try Program.shell("timeout 30 $ESTEIRA check .", in: folder)
      #expect(result.code == 0, "\(result.error)")
      #expect(try Program.shell("timeout 30 $ESTEIRA plan", in: folder).code != 124)
    }
  }

  @Test(arguments: [
    "timeout 30 $ESTEIRA check <(cat template.yaml)",
    "mkfifo named.yaml; cat template.yaml >named.yaml & timeout 30 $ESTEIRA check named.yaml",
    "cat template.yaml | timeout 30 $ESTEIRA check -",
  ])
  func aPipeThatIsNamedIsRead(line: String) throws {
    try withFolder { folder in
      try folder.write("template.yaml", Self.template)
      let result = try Program.shell(line, in: folder)
      #expect(result.code == 0, "\(result.error)")
      #expect(result.output == "1 template checked.\n")
    }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func aPipeThatNobodyWritesToCanBeLeft(signal: Int32) throws {
    try withFolder { folder in
      let pipe = folder.appendingPathComponent("pipe").path
      #expect(mkfifo(pipe, 0o600) == 0)
      // The threads that run tests block signals, which whatever they start would inherit.
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      var (none, ending) = (sigset_t(), sigset_t())
      sigemptyset(&none)
      sigemptyset(&ending)
      sigaddset(&ending, signal)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
      posix_spawnattr_setsigmask(&attributes, &none)
      posix_spawnattr_setsigdefault(&attributes, &ending)
      let words: [String] = [Program.path, "check", pipe]
      var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
      arguments.append(nil)
      defer { for argument in arguments { free(argument) } }
      var process: pid_t = 0
      try #require(
        posix_spawn(&process, Program.path, nil, &attributes, &arguments, environ) == 0)
      // Opening this end waits until the program has opened the other one, to read what never comes.
      let end = open(pipe, O_WRONLY)
      defer { close(end) }
      kill(process, signal)
      var status: Int32 = 0
      #expect(waitpid(process, &status, 0) == process)
      #expect(status & 0x7F == signal)
    }
  }
}
