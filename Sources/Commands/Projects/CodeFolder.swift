/// A folder with code, and what of it belongs into an archive: everything, but for what tools leave
/// beside code.
struct CodeFolder {
  let world: World
  let root: [UInt8]

  /// Why nothing can be made of it, in words.
  struct Fault: Error {
    var reason: String
  }

  /// What is left out beside the code itself, and taken below it: there packages keep what they
  /// need.
  private static let leftOutAtTop: Set<String> = [
    ".coverage", ".dockerignore", ".editorconfig", ".env", ".esteira", ".gitattributes", ".github",
    ".gitignore", ".gitlab-ci.yml", ".gitmodules", ".idea", ".mypy_cache", ".nox", ".npmrc",
    ".nvmrc", ".pytest_cache", ".python-version", ".ruff_cache", ".tool-versions", ".tox", ".venv",
    ".vscode",
  ]
  /// What is left out wherever it lies: it changes by itself, and no function reads it.
  private static let leftOutEverywhere: Set<String> = [
    ".DS_Store", ".git", ".hg", ".svn", "__pycache__",
  ]
  /// More are no function's code.
  private static let mostFiles = 100_000

  /// The files of the archive, in the order of their paths. What a link leads to is taken in its
  /// place: archives keep none.
  func files() throws(Fault) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var waiting: [(folder: [UInt8], isTop: Bool, link: [UInt8]?)] = [(root, true, nil)]
    while let next = waiting.popLast() {
      for entry in try entries(of: next.folder, link: next.link)
      where !Self.isLeftOut(entry.name, atTop: next.isTop) {
        let path = ProjectLoader.path(next.folder, entry.name)
        if entry.isFolder {
          try checkPackages(path, entry.name, in: next.folder)
          waiting.append((path, false, next.link))
        } else if try isFolder(path) {
          if let link = next.link {
            throw Fault(
              reason: "\(Self.text(path)) is a link to a folder, behind the link \(Self.text(link))"
            )
          }
          waiting.append((path, false, path))
        } else {
          found.append(path)
        }
        guard found.count + waiting.count <= Self.mostFiles else {
          throw Fault(reason: "it has too many files")
        }
      }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func isLeftOut(_ name: [UInt8], atTop isTop: Bool) -> Bool {
    let text = text(name)
    if leftOutEverywhere.contains(text) || text.hasSuffix(".pyc") || name.isEmpty { return true }
    return isTop && (leftOutAtTop.contains(text) || text.hasPrefix(".env."))
  }

  private func entries(
    of folder: [UInt8], link: [UInt8]?
  ) throws(Fault) -> [World.Folders.Entry] {
    do throws(FileFault) {
      return try world.folders.list(folder)
    } catch {
      throw Fault(reason: folder == root ? error.reason : "\(Self.text(folder)): \(error.reason)")
    }
  }

  /// Whether what is no folder by itself is a link to one. What leads nowhere, and what is neither
  /// file nor folder, is no code.
  private func isFolder(_ path: [UInt8]) throws(Fault) -> Bool {
    do throws(FileFault) {
      // Nothing is read of a file that has anything in it.
      _ = try world.readRegularFile(path, 0)
      return false
    } catch {
      switch error.kind {
      case .isFolder: return true
      case .tooLarge: return false
      case .notFound: throw Fault(reason: "\(Self.text(path)) is a link that leads nowhere")
      case .notRegular: throw Fault(reason: "\(Self.text(path)) is neither a file nor a folder")
      default: throw Fault(reason: "\(Self.text(path)): \(error.reason)")
      }
    }
  }

  /// pnpm puts packages together by links, by whose ends they find each other: copies do not.
  private func checkPackages(
    _ path: [UInt8], _ name: [UInt8], in folder: [UInt8]
  ) throws(Fault) {
    guard name.elementsEqual(".pnpm".utf8), folder.suffix(12).elementsEqual("node_modules".utf8)
    else { return }
    throw Fault(
      reason:
        "\(Self.text(path)) is made of links, which an archive does not keep; `pnpm deploy` or "
        + "`node-linker=hoisted` makes folders of them")
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
