import Archives
import Digests
import Testing

struct ZipArchiveTests {
  private static func entry(_ path: String, _ content: String) -> ZipArchive.Entry {
    ZipArchive.Entry(path: Array(path.utf8), content: Array(content.utf8))
  }

  /// The empty archive is the end of a directory alone.
  @Test func anEmptyArchiveIsItsEnd() throws {
    let archive = try #require(ZipArchive([]))
    #expect(archive.bytes == [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18))
  }

  /// Written down once from what the format says; Python's `zipfile` reads the two files from it.
  @Test func bytesAreThoseOfTheFormat() throws {
    let archive = try #require(
      ZipArchive([Self.entry("lib/b.py", "y = 2\n"), Self.entry("a.py", "x = 1\n")]))
    #expect(archive.bytes.count == 22 + 2 * (30 + 46) + 2 * (8 + 4) + 12)
    #expect(Array(archive.bytes[0..<4]) == [0x50, 0x4B, 3, 4])
    // The name of the first file, and its content behind it.
    #expect(Array(archive.bytes[30..<34]) == Array("a.py".utf8))
    #expect(Array(archive.bytes[34..<40]) == Array("x = 1\n".utf8))
    let checksum = CRC32.checksum(of: Array("x = 1\n".utf8))
    let stored = archive.bytes[14..<18].reversed().reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
    #expect(stored == checksum)
  }

  @Test func theOrderOfTheFilesChangesNothing() throws {
    let entries = ["b/c", "a", "b", "ä"].map { Self.entry($0, "content of \($0)") }
    let one = try #require(ZipArchive(entries))
    let other = try #require(ZipArchive(entries.reversed()))
    #expect(one.bytes == other.bytes)
  }

  @Test func oneByteMoreChangesTheArchive() throws {
    let one = try #require(ZipArchive([Self.entry("a", "x")]))
    let other = try #require(ZipArchive([Self.entry("a", "y")]))
    #expect(one.bytes != other.bytes)
  }

  @Test func moreFilesThanTheFormatCountsAreRefused() {
    let entries = (0...ZipArchive.mostEntries).map { Self.entry("f\($0)", "") }
    #expect(ZipArchive(entries) == nil)
    #expect(ZipArchive(Array(entries.dropLast())) != nil)
  }
}
