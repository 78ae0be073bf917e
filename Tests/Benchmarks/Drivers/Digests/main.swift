internal import Digests

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What `benchmark-digests ALGORITHM FILE` can compute: a fresh state by name.
let algorithms: [String: any StreamingDigest] = [
  "sha256": SHA256(),
  "sha256-portable": SHA256(implementation: .portable),
  "sha1": SHA1(),
  "md5": MD5(),
  "crc32": CRC32(),
]

/// Ends the driver, saying why.
func fail(_ message: String) -> Never {
  let line = Array("benchmark-digests: \(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(2)
}

/// The digest of a file that is read piece by piece.
func digest<D: StreamingDigest>(of path: String, with fresh: D) -> D.Digest {
  let file = open(path, O_RDONLY)
  guard file >= 0 else { fail("cannot open \(path)") }
  var digest = fresh
  withUnsafeTemporaryAllocation(byteCount: 128 << 10, alignment: 64) { buffer in
    while true {
      let count = read(file, buffer.baseAddress, buffer.count)
      guard count >= 0 else { fail("cannot read \(path)") }
      if count == 0 { return }
      digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
  close(file)
  return digest.finish()
}

guard CommandLine.arguments.count == 3, let fresh = algorithms[CommandLine.arguments[1]] else {
  fail("expected ALGORITHM FILE, ALGORITHM being one of \(algorithms.keys.sorted())")
}
let result = digest(of: CommandLine.arguments[2], with: fresh)
if let checksum = result as? UInt32 {
  let digits = String(checksum, radix: 16)
  print(String(repeating: "0", count: 8 - digits.count) + digits)
} else {
  print(result)
}
