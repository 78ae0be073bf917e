internal import Commands
internal import Glibc

/// The memory that the program itself takes.
enum Footprint {
  /// Lets go of the pages of code that starting needed, once, when the work begins: the system maps
  /// many around each that is asked for, and most are never asked for. Whatever is needed again
  /// comes back from the file, which the system has in memory all the same.
  static func trim() { trimmed }

  private static let trimmed: Void = {
    guard let maps = try? Files.read(Array("/proc/self/maps".utf8), limit: 1 << 20) else { return }
    for line in maps.split(separator: UInt8(ascii: "\n")) {
      // `start-end rights offset device inode path`
      let fields = line.split(separator: UInt8(ascii: " "))
      guard fields.count > 5, fields[5].first == UInt8(ascii: "/") else { continue }
      // What was never writable is as it stands in its file: code, and what a file begins with.
      // Other constants may be what the loader wrote before it protected them.
      let isCode = fields[1].elementsEqual("r-xp".utf8)
      let isBeginning =
        fields[1].elementsEqual("r--p".utf8) && fields[2].allSatisfy { $0 == UInt8(ascii: "0") }
      guard isCode || isBeginning else { continue }
      let ends = String(decoding: fields[0], as: UTF8.self).split(separator: "-")
        .compactMap { UInt($0, radix: 16) }
      guard ends.count == 2, ends[0] < ends[1] else { continue }
      madvise(UnsafeMutableRawPointer(bitPattern: ends[0]), Int(ends[1] - ends[0]), MADV_DONTNEED)
    }
  }()
}
