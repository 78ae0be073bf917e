internal import Digests

/// Bytes that are read piece by piece while they are sent, because memory is not to hold them.
/// Reading them leaves no trace, so that any part can be sent again.
package struct BodySource: Sendable {
  /// Fills a buffer with bytes from an offset on, and says how many there were.
  package typealias Read =
    @Sendable (_ offset: Int, _ buffer: UnsafeMutableRawBufferPointer) throws(BodyFault) -> Int

  /// In bytes.
  package let size: Int
  /// The SHA-256 in lower-case hexadecimal digits; without it the bytes are not signed.
  package private(set) var digest: String?
  private let fill: Read

  package init(size: Int, _ fill: @escaping Read) {
    self.size = size
    self.fill = fill
  }

  /// Fills a buffer from an offset on, as far as there are bytes; says how many there were.
  package func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(BodyFault) -> Int {
    let count = min(buffer.count, size - offset)
    guard count > 0 else { return 0 }
    let filled = try fill(offset, UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
    guard filled > 0 else { throw BodyFault("it became shorter while it was read") }
    return filled
  }

  /// A part of the bytes, as a source of its own.
  package func part(_ range: Range<Int>) -> BodySource {
    precondition(range.lowerBound >= 0 && range.upperBound <= size, "a part lies within its whole")
    return BodySource(size: range.count) { (offset, buffer) throws(BodyFault) in
      try read(at: range.lowerBound + offset, into: buffer)
    }
  }

  /// The same bytes with their digest, for which all of them are read once.
  package func digested() throws(BodyFault) -> BodySource {
    var sum = SHA256()
    try forEachPiece { sum.update($0) }
    var known = self
    known.digest = sum.finish().hex
    return known
  }

  /// All of the bytes, where they are few.
  package func bytes() throws(BodyFault) -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(size)
    try forEachPiece { all.append(contentsOf: $0) }
    return all
  }

  /// The same bytes; tells up to where they were read.
  func telling(_ tell: @escaping @Sendable (_ end: Int) -> Void) -> BodySource {
    var told = BodySource(size: size) { (offset, buffer) throws(BodyFault) in
      let count = try fill(offset, buffer)
      tell(offset + count)
      return count
    }
    told.digest = digest
    return told
  }

  private func forEachPiece(_ body: (UnsafeRawBufferPointer) -> Void) throws(BodyFault) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(max(size, 1), 1 << 18), alignment: 16)
    defer { buffer.deallocate() }
    var offset = 0
    while offset < size {
      let count = try read(at: offset, into: buffer)
      body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      offset += count
    }
  }
}

/// Takes the body of an answer piece by piece, where the answer is a success. An answer that is asked
/// for again begins at its offset again.
package struct BodySink: Sendable {
  package typealias Write =
    @Sendable (_ offset: Int, _ bytes: UnsafeRawBufferPointer) throws(BodyFault) -> Void

  /// Takes the bytes from an offset on.
  package let write: Write

  package init(_ write: @escaping Write) {
    self.write = write
  }

  /// The same place further behind, for a part of the whole; tells up to where the part was written.
  func part(
    from start: Int, telling tell: @escaping @Sendable (_ end: Int) -> Void
  ) -> BodySink {
    BodySink { (offset, bytes) throws(BodyFault) in
      try write(start + offset, bytes)
      tell(offset + bytes.count)
    }
  }
}

/// Why a body that memory does not hold could not be read or written on this machine.
package struct BodyFault: Error, Sendable, Equatable {
  /// The system's own words.
  package var reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}

extension BodySource {
  /// Bytes that memory holds anyway.
  package init(_ bytes: [UInt8]) {
    self.init(size: bytes.count) { (offset, buffer) throws(BodyFault) in
      buffer.copyBytes(from: bytes[offset...].prefix(buffer.count))
      return min(buffer.count, bytes.count - offset)
    }
  }
}

/// How much of a body has been moved, and how much there is. Told one after another, so it must not
/// wait for what is being moved.
package typealias BodyProgress = @Sendable (_ moved: Int, _ size: Int) -> Void

/// Carries long bodies over transports that know only short ones, such as those within the process.
package enum LongBodies {
  /// A transport for both kinds.
  package static func carried(by transport: @escaping Transport) -> Transport {
    { (request) async throws(TransportFault) in
      guard request.upload != nil || request.download != nil else {
        return try await transport(request)
      }
      let host = request.url.authority
      var short = request
      (short.upload, short.download) = (nil, nil)
      do throws(BodyFault) {
        if let upload = request.upload { short.body = try upload.bytes() }
      } catch {
        throw TransportFault(.body, host: host, reason: error.reason)
      }
      var response = try await transport(short)
      guard let sink = request.download, response.isSuccess else { return response }
      do throws(BodyFault) {
        var fault: BodyFault?
        response.body.withUnsafeBytes { bytes in
          do throws(BodyFault) { try sink.write(0, bytes) } catch { fault = error }
        }
        if let fault { throw fault }
      } catch {
        throw TransportFault(.body, host: host, reason: error.reason)
      }
      response.body = []
      return response
    }
  }
}
