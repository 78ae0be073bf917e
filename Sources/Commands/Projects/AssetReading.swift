internal import Archives
internal import Digests
internal import Stacks

/// Finds what lies at the paths that stack files name.
struct AssetReading {
  let world: World

  /// The largest archive that AWS Lambda unpacks
  /// (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
  private static let mostBytes = 250 << 20

  func content(at path: AssetPath) -> AssetContent { found(at: path).content }

  /// The archive of what lies there; none if that cannot be read.
  func archive(of path: AssetPath) -> [UInt8]? { found(at: path).archive }

  private func found(at path: AssetPath) -> (content: AssetContent, archive: [UInt8]?) {
    let name = Array(path.path.utf8)
    let file = Array(path.file.utf8)
    let folder = file.lastIndex(of: UInt8(ascii: "/")).map { Array(file[..<$0]) } ?? []
    let place = name.first == UInt8(ascii: "/") ? name : ProjectLoader.path(folder, name)
    do throws(FileFault) {
      let bytes = try world.readRegularFile(place, Self.mostBytes).bytes
      let base = place[(place.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
      let archive =
        path.isArchive ? bytes : Self.archive([.init(path: Array(base), content: bytes)])
      guard let archive else { return (.unreadable("it is too large"), nil) }
      let isShort = bytes.count <= AssetContent.mostText
      let text = isShort ? String(validating: bytes, as: UTF8.self) : nil
      return (.file(Self.code(archive), text: text), archive)
    } catch {
      switch error.kind {
      case .notFound: return (.missing, nil)
      case .isFolder: return self.folder(place)
      default: return (.unreadable(error.reason), nil)
      }
    }
  }

  /// What is in a folder that a function needs.
  private func folder(_ root: [UInt8]) -> (content: AssetContent, archive: [UInt8]?) {
    let paths: [[UInt8]]
    do throws(CodeFolder.Fault) {
      paths = try CodeFolder(world: world, root: root).files()
    } catch {
      return (.unreadable(error.reason), nil)
    }
    let prefix = root.last == UInt8(ascii: "/") ? root.count : root.count + 1
    var entries: [ZipArchive.Entry] = []
    var size = 0
    for path in paths {
      do throws(FileFault) {
        let bytes = try world.readRegularFile(path, Self.mostBytes - size).bytes
        size += bytes.count
        entries.append(.init(path: Array(path.dropFirst(prefix)), content: bytes))
      } catch {
        if case .tooLarge = error.kind {
          let most = "\(Self.mostBytes >> 20) MB"
          return (.unreadable("it has more than the \(most) that Lambda unpacks"), nil)
        }
        return (.unreadable("\(String(decoding: path, as: UTF8.self)): \(error.reason)"), nil)
      }
    }
    if let odd = entries.first(where: { String(validating: $0.path, as: UTF8.self) == nil }) {
      let name = String(decoding: odd.path, as: UTF8.self)
      return (.unreadable("the name of \(name) is no UTF-8"), nil)
    }
    guard let archive = Self.archive(entries) else {
      return (.unreadable("it has too many files"), nil)
    }
    let names = entries.map { String(decoding: $0.path, as: UTF8.self) }
    return (.folder(Self.code(archive), files: names), archive)
  }

  private static func archive(_ entries: [ZipArchive.Entry]) -> [UInt8]? {
    ZipArchive(entries)?.bytes
  }

  private static func code(_ archive: [UInt8]) -> AssetContent.Code {
    AssetContent.Code(digest: SHA256.digest(of: archive).hex, size: archive.count)
  }
}

extension Project {
  /// A stack as CloudFormation gets it, with what lies at the paths that its file names.
  func lower(
    _ stack: StackFile, in environment: Environment, with values: inout VariableValues,
    reading files: AssetReading
  ) -> Lowering {
    var lowering = lower(stack, in: environment, with: values)
    while !lowering.wanted.isEmpty {
      for path in lowering.wanted { values.contents[path] = files.content(at: path) }
      lowering = lower(stack, in: environment, with: values)
    }
    return lowering
  }
}
