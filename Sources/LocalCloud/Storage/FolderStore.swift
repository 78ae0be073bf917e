internal import Glibc

/// The embedded cloud's data in a folder: `stacks/`, a lock that keeps other processes out, and
/// `faults.yaml`, which is read and never written.
package final class FolderStore: CloudStore {
  private let folder: String
  private let lock: Descriptor
  private var stacks: String { folder + "/stacks" }

  /// The largest file that is read.
  private static let largest = 64 << 20

  /// Takes hold of a folder, which is made if it isn't there. It is let go with the store, or with
  /// the process.
  package init(at path: String) throws(LocalCloudFault) {
    folder = path
    try Self.makeFolders(path)
    try Self.makeFolders(path + "/stacks")
    let name = path + "/lock"
    let opened = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else { throw Self.fault("opened", name) }
    lock = Descriptor(opened)
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw Self.fault("locked", name) }
      let owner = (try? Self.contents(of: name)).flatMap(\.self).map {
        String(decoding: $0.prefix(20), as: UTF8.self).filter(\.isNumber)
      }
      let who = owner.flatMap { $0.isEmpty ? nil : " (process \($0))" } ?? ""
      throw LocalCloudFault(
        .folderInUse, "another process\(who) uses the local cloud in `\(path)`",
        hint:
          "wait until it has finished; if it is `esteira local serve`, stop it or use its address with AWS_ENDPOINT_URL"
      )
    }
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(opened, 0)
    _ = text.withUnsafeBytes { pwrite(opened, $0.baseAddress, $0.count, 0) }
  }

  package func load() throws(LocalCloudFault) -> [StoredFile] {
    var files: [StoredFile] = []
    for name in try names() where name.hasSuffix(".json") {
      guard let bytes = try Self.contents(of: "\(stacks)/\(name)") else { continue }
      files.append(StoredFile(name: name, bytes: bytes))
    }
    return files
  }

  package func write(_ name: String, _ bytes: [UInt8]) throws(LocalCloudFault) {
    let path = "\(stacks)/\(name)"
    let temporary = "\(stacks)/.new"
    // A torn file of a process that was killed is in nobody's way.
    _ = unlink(temporary)
    let opened = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else { throw Self.fault("made", temporary) }
    let file = Descriptor(opened)
    guard file.writeAll(bytes), fsync(opened) == 0, rename(temporary, path) == 0 else {
      let fault = Self.fault("written", path)
      _ = unlink(temporary)
      throw fault
    }
    try synchronise()
  }

  package func remove(_ name: String) throws(LocalCloudFault) {
    let path = "\(stacks)/\(name)"
    guard unlink(path) == 0 || errno == ENOENT else { throw Self.fault("removed", path) }
    try synchronise()
  }

  package func faults() throws(LocalCloudFault) -> [UInt8]? {
    try Self.contents(of: folder + "/faults.yaml")
  }

  /// Waits until the names in the folder are on the disk.
  private func synchronise() throws(LocalCloudFault) {
    let opened = open(stacks, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw Self.fault("opened", stacks) }
    let descriptor = Descriptor(opened)
    guard fsync(descriptor.number) == 0 else { throw Self.fault("synchronised", stacks) }
  }

  private func names() throws(LocalCloudFault) -> [String] {
    guard let folder = opendir(stacks) else { throw Self.fault("read", stacks) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  private static func contents(of path: String) throws(LocalCloudFault) -> [UInt8]? {
    let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else {
      if errno == ENOENT { return nil }
      throw fault("read", path)
    }
    let file = Descriptor(opened)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= largest {
      let count = read(file.number, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw fault("read", path) }
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
    throw LocalCloudFault(
      .damagedData, "`\(path)` is larger than anything the local cloud writes",
      hint: "move it away")
  }

  private static func makeFolders(_ path: String) throws(LocalCloudFault) {
    var end = path.utf8.startIndex
    while end < path.utf8.endIndex {
      let next = path.utf8.index(after: end)
      end = path.utf8[next...].firstIndex(of: UInt8(ascii: "/")) ?? path.utf8.endIndex
      let part = String(path[..<end])
      var status = stat()
      if stat(part, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { continue }
      guard mkdir(part, 0o700) == 0 || errno == EEXIST else { throw fault("made", part) }
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw LocalCloudFault(
        .unusableFolder, "`\(path)` is not a folder, and the local cloud keeps its data there",
        hint: "move away what lies in the folder's place")
    }
  }

  private static func fault(_ verb: String, _ path: String) -> LocalCloudFault {
    LocalCloudFault(
      .unusableFolder, "`\(path)` cannot be \(verb)",
      hint: "check the owner and mode of the folder, and the room on its disk",
      underlying: String(cString: strerror(errno)))
  }
}
