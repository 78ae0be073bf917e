internal import Diagnostics
internal import Documents

/// A file that belongs to a project: `esteira.yaml`, or a stack file below it.
struct ProjectPart {
  /// The project's folder.
  let folder: [UInt8]
  /// The stack file; none if it is the project's own.
  let file: [UInt8]?

  /// Finds out what a file that somebody names is a part of; nil if it is of no project.
  ///
  /// - Parameter bytes: What it holds; none for what is no regular file, such as a pipe.
  init?(_ argument: Argument, holding bytes: [UInt8]?, in world: World) {
    if let folder = Self.folder(ofProjectFile: argument.bytes) {
      self.folder = folder
      file = nil
      return
    }
    guard let bytes, Self.isStackFile(argument.bytes, bytes) else { return nil }
    var folder = Self.folder(of: argument.bytes)
    for _ in 0...Self.depth(of: folder) + max(0, world.folders.depth()) {
      let project = ProjectLoader.path(folder, ProjectLoader.fileName)
      if (try? world.readRegularFile(project, ReadingLimits.bytes)) != nil {
        self.folder = folder
        file = argument.bytes
        return
      }
      folder = Self.above(folder)
    }
    return nil
  }

  /// The folder of a project's own file; nil for any other file.
  static func folder(ofProjectFile path: [UInt8]) -> [UInt8]? {
    let name = path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[($0 + 1)...]) } ?? path
    return name == ProjectLoader.fileName ? folder(of: path) : nil
  }

  private static func folder(of path: [UInt8]) -> [UInt8] {
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return [] }
    return slash == 0 ? [UInt8(ascii: "/")] : Array(path[..<slash])
  }

  private static func depth(of folder: [UInt8]) -> Int {
    folder.count { $0 == UInt8(ascii: "/") } + 1
  }

  /// The folder that a folder lies in.
  private static func above(_ folder: [UInt8]) -> [UInt8] {
    let last = folder.lastIndex(of: UInt8(ascii: "/")).map { Array(folder[($0 + 1)...]) } ?? folder
    let isWay = last.isEmpty || last == Array("..".utf8) || last == Array(".".utf8)
    guard !isWay else { return ProjectLoader.path(folder, Array("..".utf8)) }
    return Self.folder(of: folder)
  }

  /// Whether a file's text has a stack's name at its top.
  private static func isStackFile(_ path: [UInt8], _ bytes: [UInt8]) -> Bool {
    let text = String(decoding: path, as: UTF8.self).lowercased()
    let isYAML = text.hasSuffix(".yaml") || text.hasSuffix(".yml")
    guard isYAML || text.hasSuffix(".json") else { return false }
    guard isYAML else { return Source(name: "", bytes: bytes).namesStack }
    var rest = bytes[...]
    while !rest.isEmpty {
      // A stack file whose name is missing or misspelt is one too.
      if rest.starts(with: "stack:".utf8) || rest.starts(with: "resources:".utf8) { return true }
      rest = rest.firstIndex(of: UInt8(ascii: "\n")).map { rest[($0 + 1)...] } ?? []
    }
    return false
  }
}
