internal import Digests

/// A zip archive whose bytes depend on nothing but the files in it: no clock, no order of a folder,
/// no version of a compressor. Files are stored as they are
/// (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
package struct ZipArchive: Sendable {
  package private(set) var bytes: [UInt8] = []

  /// A file of an archive.
  package struct Entry: Sendable {
    /// The path, with `/` between its parts.
    package var path: [UInt8]
    package var content: [UInt8]

    package init(path: [UInt8], content: [UInt8]) {
      self.path = path
      self.content = content
    }
  }

  /// The largest archive that is written without the extension for larger ones.
  package static let limit = Int(UInt32.max)
  /// The most entries that are.
  package static let mostEntries = Int(UInt16.max) - 1

  /// An archive of the entries, which are put in the order of their paths; nil if they are too many
  /// or too large.
  package init?(_ entries: [Entry]) {
    let size = entries.reduce(22) { $0 + $1.content.count + 2 * $1.path.count + 30 + 46 }
    guard entries.count <= Self.mostEntries, size <= Self.limit,
      entries.allSatisfy({ $0.path.count <= Int(UInt16.max) })
    else { return nil }
    bytes.reserveCapacity(size)
    var directory: [UInt8] = []
    for entry in entries.sorted(by: { $0.path.lexicographicallyPrecedes($1.path) }) {
      let offset = bytes.count
      let shared = Self.sharedFields(of: entry)
      bytes.append(little: 0x0403_4b50 as UInt32)
      bytes += shared
      bytes.append(little: 0 as UInt16)
      bytes += entry.path
      bytes += entry.content
      directory.append(little: 0x0201_4b50 as UInt32)
      // Made on Unix: the attributes hold a mode.
      directory.append(little: 3 << 8 | Self.version)
      directory += shared
      directory.append(little: 0 as UInt16)
      directory.append(little: 0 as UInt16)
      directory.append(little: 0 as UInt16)
      directory.append(little: 0 as UInt16)
      directory.append(little: Self.mode << 16)
      directory.append(little: UInt32(offset))
      directory += entry.path
    }
    let start = bytes.count
    bytes += directory
    bytes.append(little: 0x0605_4b50 as UInt32)
    bytes.append(little: 0 as UInt32)
    bytes.append(little: UInt16(entries.count))
    bytes.append(little: UInt16(entries.count))
    bytes.append(little: UInt32(directory.count))
    bytes.append(little: UInt32(start))
    bytes.append(little: 0 as UInt16)
  }

  private static let version: UInt16 = 10

  /// Every file can be read and run by everybody, whatever a folder or a checkout says of it: what
  /// unpacks an archive often is somebody else.
  private static let mode: UInt32 = 0o100755

  /// What the header of a file and its entry of the directory have in common.
  private static func sharedFields(of entry: Entry) -> [UInt8] {
    var fields: [UInt8] = []
    fields.append(little: version)
    // Names are UTF-8.
    fields.append(little: 1 << 11 as UInt16)
    fields.append(little: 0 as UInt16)
    // Midnight of the first day that the format knows.
    fields.append(little: 0 as UInt16)
    fields.append(little: 1 << 5 | 1 as UInt16)
    fields.append(little: CRC32.checksum(of: entry.content))
    fields.append(little: UInt32(entry.content.count))
    fields.append(little: UInt32(entry.content.count))
    fields.append(little: UInt16(entry.path.count))
    return fields
  }
}

extension [UInt8] {
  /// Appends a number with its lowest byte first.
  fileprivate mutating func append(little number: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
