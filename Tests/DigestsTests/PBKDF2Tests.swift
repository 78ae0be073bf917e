import Digests
import Testing

@Suite("PBKDF2 with HMAC-SHA-256")
struct PBKDF2Tests {
  /// RFC 7914, §11 (the first half of each key), and what Python's `hashlib.pbkdf2_hmac` gives.
  @Test(
    "keys that others derived",
    arguments: [
      ("passwd", "salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
      (
        "Password", "NaCl", 80_000,
        "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
      ),
      (
        "", "", 2,
        "97398411d6aea43a77acef92226ab8278d4db0668bd1d7a76a725f7680ac45c5"
      ),
      (
        String(repeating: "a", count: 65), "salt", 3,
        "4afd8eda1227ba57eff25d7df2a645bc0759ef0054192865b075c70a5c7a4a4e"
      ),
      (
        "naïve", String(repeating: "longer salt ", count: 8), 1000,
        "d294e3269cae1c23a69356a94a8c04539de0cdad4401de3eb726125ce67be9df"
      ),
    ], SHA256.Implementation.available)
  func known(
    example: (password: String, salt: String, rounds: Int, hex: String),
    implementation: SHA256.Implementation
  ) {
    let key = PBKDF2.key(
      of: Array(example.password.utf8), salt: Array(example.salt.utf8), rounds: example.rounds,
      implementation: implementation)
    #expect(key == bytes(hex: example.hex))
  }
}
