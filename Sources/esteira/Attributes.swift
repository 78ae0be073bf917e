internal import CAttributes
internal import Commands
internal import Glibc

/// What the system keeps of a file beside its mode: extended attributes, access control lists among
/// them.
enum Attributes {
  /// Gives a new file the attributes of the one at a path, and takes away what its folder gave it.
  static func copy(from file: [UInt8], to descriptor: Int32) throws(FileFault) {
    let path = file.map { CChar(bitPattern: $0) } + [0]
    let wanted = try list { listxattr(path, $0, $1) }
    for name in wanted {
      let value = try bytes { getxattr(path, name, $0, $1) }
      // Labels that the system has given the new file by itself.
      guard (try? bytes { fgetxattr(descriptor, name, $0, $1) }) != value else { continue }
      try check(fsetxattr(descriptor, name, value, value.count, 0), name)
    }
    for name in try list({ flistxattr(descriptor, $0, $1) }) where !wanted.contains(name) {
      try check(fremovexattr(descriptor, name), name)
    }
  }

  private static func check(_ result: Int32, _ name: String) throws(FileFault) {
    // What is called `security` is the system's own, and of a new file it judges anew.
    guard result != 0, !name.hasPrefix("security.") else { return }
    throw FileFault(.noPermission, "Its attribute \(name) could not be kept")
  }

  /// Names, each with a zero behind it; none where the file system knows no attributes.
  private static func list(
    _ call: (UnsafeMutablePointer<CChar>?, Int) -> Int
  ) throws(FileFault) -> [String] {
    do throws(FileFault) {
      let names = try bytes { call($0?.assumingMemoryBound(to: CChar.self), $1) }
      return names.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    } catch {
      guard errno == ENOTSUP else { throw error }
      return []
    }
  }

  /// All that a call gives that first says how much there is.
  private static func bytes(
    _ call: (UnsafeMutableRawPointer?, Int) -> Int
  ) throws(FileFault) -> [UInt8] {
    let count = call(nil, 0)
    guard count >= 0 else { throw FileFault(errno: errno) }
    var bytes = [UInt8](repeating: 0, count: count)
    let filled = bytes.withUnsafeMutableBytes { call($0.baseAddress, count) }
    guard filled >= 0 else { throw FileFault(errno: errno) }
    return Array(bytes.prefix(filled))
  }
}
