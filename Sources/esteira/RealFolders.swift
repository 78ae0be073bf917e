internal import Commands
internal import Glibc

/// The folders of the file system.
enum RealFolders {
  /// How many folders lie above the one the process runs in.
  static func depth() -> Int {
    guard let path = getcwd(nil, 0) else { return 0 }
    defer { free(path) }
    return String(cString: path).split(separator: "/").count
  }

  /// What lies in a folder; the empty path is the one the process runs in.
  static func list(_ path: [UInt8]) throws(FileFault) -> [World.Folders.Entry] {
    let name = (path.isEmpty ? [UInt8(ascii: ".")] : path).map { CChar(bitPattern: $0) } + [0]
    guard let folder = opendir(name) else { throw FileFault(errno: errno) }
    defer { closedir(folder) }
    var entries: [World.Folders.Entry] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else {
        guard errno == 0 else { throw FileFault(errno: errno) }
        return entries
      }
      let bytes = Self.name(of: entry)
      guard bytes != Array(".".utf8), bytes != Array("..".utf8) else { continue }
      entries.append(
        World.Folders.Entry(name: bytes, isFolder: isFolder(entry, bytes, in: folder)))
    }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
      Array(buffer.prefix { $0 != 0 })
    }
  }

  private static func isFolder(
    _ entry: UnsafeMutablePointer<dirent>, _ name: [UInt8], in folder: OpaquePointer
  ) -> Bool {
    guard Int(entry.pointee.d_type) == Int(DT_UNKNOWN) else {
      return Int(entry.pointee.d_type) == Int(DT_DIR)
    }
    // Some file systems do not say what an entry is.
    var status = stat()
    let text = name.map { CChar(bitPattern: $0) } + [0]
    return fstatat(dirfd(folder), text, &status, AT_SYMLINK_NOFOLLOW) == 0
      && status.st_mode & S_IFMT == S_IFDIR
  }
}
