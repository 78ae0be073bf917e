import Foundation
import Testing

struct FormatFileTests {
  @Test func rewritesInPlaceAndKeepsTheMode() throws {
    try withFolder { folder in
      try folder.write("a.yaml", "a:   1\n")
      let path = folder.appendingPathComponent("a.yaml").path
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      let result = try Program.run(["format", "a.yaml"], in: folder)
      #expect(result.code == 0)
      #expect(result.output == "a.yaml\n")
      #expect(try folder.text("a.yaml") == "a: 1\n")
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o640)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.yaml"])
    }
  }

  @Test func aSymbolicLinkStaysOne() throws {
    try withFolder { folder in
      let below = folder.appendingPathComponent("below")
      try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
      try below.write("a.yaml", "a:   1\n")
      let link = folder.appendingPathComponent("link.yaml").path
      try FileManager.default.createSymbolicLink(
        atPath: link, withDestinationPath: "below/a.yaml")
      let result = try Program.run(["format", "link.yaml"], in: folder)
      #expect(result.code == 0)
      #expect(try below.text("a.yaml") == "a: 1\n")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "below/a.yaml")
    }
  }

  @Test func checkAndConvert() throws {
    try withFolder { folder in
      try folder.write("a.yaml", "a:   1\n")
      let check = try Program.run(["format", "--check", "a.yaml"], in: folder)
      #expect(check.code == 1)
      #expect(check.output == "a.yaml\n")
      let json = try Program.run(["format", "--to", "json", "a.yaml"], in: folder)
      #expect(json.code == 0)
      #expect(json.output == "{\n  \"a\": 1\n}\n")
      #expect(json.error.isEmpty)
      #expect(try folder.text("a.yaml") == "a:   1\n")
    }
  }

  @Test func standardInput() throws {
    let result = try Program.run(["format", "-"], input: "a:   1\n")
    #expect(result.code == 0)
    #expect(result.output == "a: 1\n")
  }

  @Test func aPipeIsAFileToo() throws {
    let result = try Program.shell(#""$ESTEIRA" format --to json <(printf 'a: 1\n')"#)
    #expect(result.code == 0)
    #expect(result.output == "{\n  \"a\": 1\n}\n")
  }

  @Test func aNameThatIsNoText() throws {
    try withFolder { folder in
      let result = try Program.shell(
        #"printf 'a:   1\n' > $'caf\xe9.yaml'; "$ESTEIRA" format $'caf\xe9.yaml' | od -An -tx1; cat $'caf\xe9.yaml'"#,
        in: folder)
      #expect(result.output == " 63 61 66 e9 2e 79 61 6d 6c 0a\na: 1\n")
    }
  }

  @Test(arguments: [
    (".", "error[EST0102]"), ("missing.yaml", "error[EST0101]"),
    ("a.yaml/b.yaml", "error[EST0105]"), ("/dev/zero", "error[EST0109]"),
    ("large.yaml", "error[EST0104]"), ("loop.yaml", "error[EST0105]"),
    ("pipe", "error[EST0109]"), ("/dev/stdin", "error[EST0109]"),
    (String(repeating: "x", count: 5000), "error[EST0105]"),
  ])
  func refused(name: String, beginning: String) throws {
    try withFolder { folder in
      try folder.write("a.yaml", "a: 1\n")
      try folder.write("large.yaml", "")
      // A hole of a gigabyte: only its size is ever looked at.
      let large = try FileHandle(forWritingTo: folder.appendingPathComponent("large.yaml"))
      try large.truncate(atOffset: 1 << 30)
      try FileManager.default.createSymbolicLink(
        atPath: folder.appendingPathComponent("loop.yaml").path,
        withDestinationPath: "loop.yaml")
      #expect(mkfifo(folder.appendingPathComponent("pipe").path, 0o600) == 0)
      for flags in [[], ["--check"]] {
        let result = try Program.shell(
          #"true | "$ESTEIRA" format "$@""#, in: folder, arguments: flags + [name])
        #expect(result.code == 1)
        #expect(result.output.isEmpty)
        #expect(result.error.hasPrefix(beginning))
      }
    }
  }

  @Test func whatHasNoEndIsRefused() throws {
    let result = try Program.run(["format", "--to", "json", "/dev/zero"])
    #expect(result.code == 1)
    #expect(result.error.hasPrefix("error[EST0104]"))
  }

  /// Modes do not stop root: there the program runs as the user nobody.
  @Test func permissions() throws {
    try withFolder { folder in
      let asNobody = getuid() == 0 ? Program.asNobody : ""
      let result = try Program.shell(
        """
        cp "$ESTEIRA" ./program && chmod 755 program . || exit 9
        printf 'a:   1\\n' | tee secret.yaml fixed.yaml > /dev/null
        chmod 000 secret.yaml; chmod 444 fixed.yaml
        \(asNobody)./program format secret.yaml; echo "$?"
        \(asNobody)./program format fixed.yaml; echo "$?"
        mkdir closed; printf 'a:   1\\n' > closed/a.yaml; chmod 666 closed/a.yaml; chmod 555 closed
        \(asNobody)./program format closed/a.yaml; echo "$?"
        cat fixed.yaml closed/a.yaml; ls -A closed
        """, in: folder)
      #expect(result.output == "1\n1\n1\na:   1\na:   1\na.yaml\n")
      #expect(result.error.contains("error[EST0103]: you may not read `secret.yaml`"))
      #expect(result.error.contains("error[EST0106]: `fixed.yaml` cannot be written"))
      #expect(result.error.contains("error[EST0106]: `closed/a.yaml` cannot be written"))
    }
  }

  @Test func aFullDiskLeavesTheFileAlone() throws {
    try withFolder { folder in
      // A limit on the size of files stands for the full disk.
      let result = try Program.shell(
        """
        for i in $(seq 3000); do echo "key$i:   $i"; done > a.yaml; cp a.yaml before.yaml
        (ulimit -f 1; "$ESTEIRA" format a.yaml; echo "$?")
        cmp a.yaml before.yaml && ls -A
        """, in: folder)
      #expect(result.output == "1\na.yaml\nbefore.yaml\n")
      #expect(result.error.contains("error[EST0106]: `a.yaml` cannot be written"))
    }
  }
}
