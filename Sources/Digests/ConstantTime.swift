internal import CDigests

/// Whether two runs of bytes are equal, found out in a time that does not depend on where they
/// differ, so that a guesser of a signature learns nothing from it. Their lengths are no secret.
package func constantTimeEqual(
  _ left: some Collection<UInt8>, _ right: some Collection<UInt8>
) -> Bool {
  Array(left).withUnsafeBytes { left in
    Array(right).withUnsafeBytes { right in constantTimeEqual(left, right) }
  }
}

/// The same for bytes that are in memory already.
func constantTimeEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  left.count == right.count
    && !esteira_bytes_differ(left.baseAddress, right.baseAddress, left.count)
}
