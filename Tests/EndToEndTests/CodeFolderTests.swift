import Foundation
import Testing

/// Folders with code as they are on disks: with links.
@Suite(.timeLimit(.minutes(10))) struct CodeFolderTests {
  /// A project whose function runs the folder `predict`.
  private func check(_ prepare: (URL) throws -> Void) throws -> Program.Result {
    try withFolder { folder in
      try folder.write("esteira.yaml", "project: fraud\n")
      try folder.write(
        "serving.yaml",
        "stack: serving\nresources:\n  predict: {type: lambda-function, runtime: python3.13, code: predict}\n"
      )
      let code = folder.appendingPathComponent("predict")
      try FileManager.default.createDirectory(at: code, withIntermediateDirectories: true)
      try code.write("index.py", "def handler(event, context): pass\n")
      try prepare(folder)
      return try Program.shell("timeout 30 $ESTEIRA emit --assets", in: folder)
    }
  }

  private func link(_ folder: URL, _ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent(name).path, withDestinationPath: target)
  }

  /// In the place of a link stands what it leads to.
  @Test func linksAreFollowed() throws {
    let linked = try check { folder in
      let shared = folder.appendingPathComponent("shared")
      try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
      try shared.write("tool.py", "x = 1\n")
      try link(folder, "predict/shared", to: "../shared")
      try link(folder, "predict/tool.py", to: "../shared/tool.py")
    }
    #expect(linked.code == 0, "\(linked.error)")
    let copied = try check { folder in
      let shared = folder.appendingPathComponent("predict/shared")
      try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
      try shared.write("tool.py", "x = 1\n")
      try folder.write("predict/tool.py", "x = 1\n")
    }
    #expect(linked.output == copied.output)
  }

  /// A folder with a stack file and its code has others too.
  @Test func stackFilesBesideTheirCodeAreFound() throws {
    try withFolder { folder in
      try folder.write("esteira.yaml", "project: fraud\n")
      try folder.write(
        "serving.yaml",
        "stack: serving\nresources:\n  predict: {type: lambda-function, runtime: python3.13, code: .}\n"
      )
      try folder.write("index.py", "def handler(event, context): pass\n")
      try folder.write("other.yaml", "stack: other\nresources: {topic: {type: topic}}\n")
      let result = try Program.shell("timeout 30 $ESTEIRA check", in: folder)
      #expect(result.code == 0 && result.output == "2 stack files checked.\n", "\(result.error)")
    }
  }

  /// What a link cannot be replaced by is told, with the place that names the folder.
  @Test(
    arguments: [
      ("predict/none", "nowhere", "predict/none is a link that leads nowhere"),
      ("predict/round", "../predict", "is a link to a folder, behind the link predict/round"),
      ("predict/pipe", "/dev/null", "predict/pipe is neither a file nor a folder"),
    ])
  func linksThatLeadNowhereAreTold(_ name: String, _ target: String, _ words: String) throws {
    let result = try check { folder in try link(folder, name, to: target) }
    #expect(result.code == 1)
    let error = result.error.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(error.contains("error[EST2014]") && error.contains(words), "\(result.error)")
    #expect(error.contains("--> serving.yaml:3:63"), "\(result.error)")
  }
}
