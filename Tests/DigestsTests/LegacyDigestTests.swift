import Digests
import Testing

@Suite("Digests that protocols and formats demand")
struct LegacyDigestTests {
  @Test(
    "SHA-1",
    arguments: [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
      ),
      (
        String(repeating: "a", count: 10_000), "a080cbda64850abb7b7f67ee875ba068074ff6fe"
      ),
    ])
  func sha1(message: String, hex: String) {
    #expect(SHA1.digest(of: message.utf8).hex == hex)
  }

  @Test(
    "MD5",
    arguments: [
      ("", "d41d8cd98f00b204e9800998ecf8427e"),
      ("a", "0cc175b9c0f1b6a831c399e269772661"),
      ("abc", "900150983cd24fb0d6963f7d28e17f72"),
      ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
      ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
      (
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        "d174ab98d277d9f5a5611c2c9f419d9f"
      ),
      (String(repeating: "1234567890", count: 8), "57edf4a22be3c955ac49da2e2107b67a"),
    ])
  func md5(message: String, hex: String) {
    #expect(MD5.digest(of: message.utf8).hex == hex)
  }

  @Test(
    "CRC-32",
    arguments: [
      ("", 0x0000_0000), ("123456789", 0xcbf4_3926),
      ("The quick brown fox jumps over the lazy dog", 0x414f_a339),
      (String(repeating: "\0", count: 32), 0x190a_55ad),
    ] as [(String, UInt32)])
  func crc32(message: String, checksum: UInt32) {
    #expect(CRC32.checksum(of: message.utf8) == checksum)
  }

  @Test("any pieces give what one piece gives", arguments: 0..<50 as Range<UInt64>)
  func pieces(seed: UInt64) {
    let message = countingBytes(700)
    var sha1 = SHA1()
    var md5 = MD5()
    var crc32 = CRC32()
    for piece in randomPieces(message, seed: seed) {
      sha1.update(piece)
      md5.update(piece)
      crc32.update(piece)
    }
    #expect(sha1.finish() == SHA1.digest(of: message))
    #expect(md5.finish() == MD5.digest(of: message))
    #expect(crc32.finish() == CRC32.checksum(of: message))
  }
}
