import Foundation
import Testing

@testable import Commands
@testable import esteira

/// What happens to a file that is replaced, by the function that replaces it and by the program.
struct ReplacingTests {
  /// What someone else may do between reading and replacing.
  enum Meddling: CaseIterable {
    case rewrites, appends, replaces, deletes, touches

    func happen(to path: String) throws {
      switch self {
      case .rewrites: try write("b:   2\n", to: path, "r+")
      case .appends: try write("b:   2\n", to: path, "a")
      case .replaces:
        try write("a:   1\n", to: path + ".new", "w")
        try #require(rename(path + ".new", path) == 0)
      case .deletes: try #require(unlink(path) == 0)
      case .touches:
        var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
        try #require(utimensat(AT_FDCWD, path, &times, 0) == 0)
      }
    }

    private func write(_ text: String, to path: String, _ mode: String) throws {
      let file = try #require(fopen(path, mode))
      fputs(text, file)
      fclose(file)
    }
  }

  @Test(arguments: Meddling.allCases)
  func theirsIsKept(meddling: Meddling) throws {
    try withFolder { folder in
      try folder.write("a.yaml", "a:   1\n")
      let path = folder.appendingPathComponent("a.yaml").path
      // An old file: its times differ from those of anything that is written now.
      var old = [timespec(tv_sec: 9, tv_nsec: 9), timespec(tv_sec: 9, tv_nsec: 9)]
      try #require(utimensat(AT_FDCWD, path, &old, 0) == 0)
      let contents = try Files.readRegular(Array(path.utf8), limit: 100)
      try meddling.happen(to: path)
      let theirs = try? folder.text("a.yaml")
      let fault = #expect(throws: FileFault.self) {
        try Files.replace(Array(path.utf8), with: Array("a: 1\n".utf8), contents.version)
      }
      #expect(fault?.kind == .changed)
      #expect((try? folder.text("a.yaml")) == theirs)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left == (theirs == nil ? [] : ["a.yaml"]))
    }
  }

  @Test func aFileWithOtherNamesIsLeftAlone() throws {
    try withFolder { folder in
      try folder.write("a.yaml", "a:   1\n")
      let result = try Program.shell(
        #"ln a.yaml b.yaml; "$ESTEIRA" format a.yaml; cat a.yaml; ls -A"#, in: folder)
      #expect(result.output == "a:   1\na.yaml\nb.yaml\n")
      #expect(result.error.hasPrefix("error[EST0108]: `a.yaml` has other names"))
    }
  }

  @Test func aFolderThatMayNotBeReadIsNoHindrance() throws {
    try withFolder { folder in
      let asNobody = getuid() == 0 ? Program.asNobody : ""
      let result = try Program.shell(
        """
        cp "$ESTEIRA" ./program && chmod 755 program . || exit 9
        mkdir blind; printf 'a:   1\\n' > blind/a.yaml; chmod 333 blind
        [[ $UID != 0 ]] || chown 65534:65534 blind/a.yaml
        \(asNobody)./program format blind/a.yaml; echo "$?"; cat blind/a.yaml; chmod 755 blind
        """, in: folder)
      #expect(result.output == "blind/a.yaml\n0\na: 1\n")
    }
  }

  /// A file of root's, which the user nobody may write by a group, by everyone's rights, or owns.
  @Test(
    .enabled(if: getuid() == 0, "only root can give files to others"),
    arguments: [
      ("0:65534", "0664", "65534:65534 664"), ("0:65534", "4664", "65534:65534 664"),
      ("65534:0", "0644", "65534:65534 644"), ("65534:0", "0640", nil), ("0:0", "0666", nil),
    ] as [(String, String, String?)])
  func owners(owner: String, mode: String, after: String?) throws {
    try withFolder { folder in
      let result = try Program.shell(
        """
        cp "$ESTEIRA" ./program && chmod 755 program && chmod 777 . || exit 9
        printf 'a:   1\\n' > a.yaml; chown "$1" a.yaml; chmod "$2" a.yaml
        \(Program.asNobody)./program format a.yaml > /dev/null; echo "$?"
        stat -c '%u:%g %a' a.yaml; cat a.yaml; ls -A
        """, in: folder, arguments: [owner, mode])
      if let after {
        #expect(result.output == "0\n\(after)\na: 1\na.yaml\nprogram\n")
      } else {
        #expect(result.output == "1\n\(owner) \(mode.dropFirst())\na:   1\na.yaml\nprogram\n")
        #expect(result.error.contains("error[EST0106]: `a.yaml` cannot be written: Its owner"))
      }
    }
  }
}
