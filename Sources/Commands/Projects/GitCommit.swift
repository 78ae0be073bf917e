/// The commit that the files of a folder are of, read from git's own files.
enum GitCommit {
  private static let limit = 1 << 20

  /// The commit's hash; none outside of a repository, and before its first commit.
  static func read(above folder: [UInt8], in world: World) -> String? {
    var folder = folder
    for _ in 0...max(0, world.folders.depth()) {
      if let commit = read(in: ProjectLoader.path(folder, Array(".git".utf8)), world) {
        return commit
      }
      folder = ProjectLoader.path(folder, Array("..".utf8))
    }
    return nil
  }

  private static func read(in path: [UInt8], _ world: World) -> String? {
    // In a worktree `.git` is a file that names the folder.
    if let link = text(path, world), link.hasPrefix("gitdir: ") {
      let target = Array(link.dropFirst("gitdir: ".count).utf8)
      return commit(of: target, world)
    }
    return commit(of: path, world)
  }

  private static func commit(of folder: [UInt8], _ world: World) -> String? {
    func file(_ base: [UInt8], _ name: String) -> String? {
      text(ProjectLoader.path(base, Array(name.utf8)), world)
    }
    guard let head = file(folder, "HEAD") else { return nil }
    guard head.hasPrefix("ref: ") else { return hash(head) }
    let name = String(head.dropFirst("ref: ".count))
    // A worktree keeps its branches in the repository that it is of.
    let common = file(folder, "commondir").map { ProjectLoader.path(folder, Array($0.utf8)) }
    for base in [folder] + (common.map { [$0] } ?? []) {
      if let found = file(base, name).flatMap(hash) { return found }
      let packed = file(base, "packed-refs")?.split(separator: "\n") ?? []
      for line in packed where line.hasSuffix(" " + name) {
        if let found = hash(String(line.prefix { $0 != " " })) { return found }
      }
    }
    return nil
  }

  private static func hash(_ text: String) -> String? {
    let isHash =
      (text.utf8.count == 40 || text.utf8.count == 64)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    return isHash ? text : nil
  }

  private static func text(_ path: [UInt8], _ world: World) -> String? {
    guard let bytes = try? world.readFile(path, limit) else { return nil }
    var text = String(decoding: bytes, as: UTF8.self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
