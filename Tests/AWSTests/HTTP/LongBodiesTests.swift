import AWS
import Digests
import Synchronization
import Testing

@Suite struct LongBodiesTests {
  private let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

  private func read(_ source: BodySource, at offset: Int, _ count: Int) throws -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { buffer.deallocate() }
    return Array(buffer[..<(try source.read(at: offset, into: buffer))])
  }

  @Test func isReadFromAnywhereAndOnlyAsFarAsItGoes() throws {
    let source = BodySource(bytes)
    #expect(try read(source, at: 0, 10) == Array(bytes[..<10]))
    #expect(try read(source, at: 995, 10) == Array(bytes[995...]))
    #expect(try read(source, at: 1000, 10) == [])
    let part = source.part(100..<300)
    #expect(part.size == 200)
    #expect(try part.bytes() == Array(bytes[100..<300]))
    #expect(try read(part, at: 190, 50) == Array(bytes[290..<300]))
  }

  @Test func knowsItsDigestOnceItWasRead() throws {
    let source = BodySource(bytes)
    #expect(source.digest == nil)
    #expect(try source.digested().digest == SHA256.digest(of: bytes).hex)
    #expect(try source.part(0..<0).digested().digest == SHA256.digest(of: []).hex)
  }

  @Test func oneThatEndsEarlyIsAFault() {
    let source = BodySource(size: 10) { (offset, buffer) throws(BodyFault) in
      offset < 6 ? min(3, buffer.count) : 0
    }
    #expect(throws: BodyFault("it became shorter while it was read")) { try source.bytes() }
    #expect(throws: BodyFault.self) { try source.digested() }
  }

  @Test func shortWaysCarryLongBodies() async throws {
    let taken = Mutex<[UInt8]>([])
    let way = LongBodies.carried(by: { (request) throws(TransportFault) in
      HTTPResponse(status: request.method == "PUT" ? 200 : 404, body: request.body)
    })
    var request = HTTPRequest(method: "PUT", url: HTTPURL(host: "a"))
    request.upload = BodySource(bytes)
    request.download = BodySink { (offset, bytes) throws(BodyFault) in
      taken.withLock { $0 += Array(bytes) }
    }
    #expect(try await way(request).body == [])
    #expect(taken.withLock { $0 } == bytes)
    request.method = "GET"
    #expect(try await way(request).body == bytes, "what is no success is not delivered")
    #expect(taken.withLock { $0 } == bytes)
    request.upload = BodySource(size: 1) { (_, _) throws(BodyFault) in throw BodyFault("no disk") }
    let fault = await #expect(throws: TransportFault.self) { try await way(request) }
    #expect(fault == TransportFault(.body, host: "a", reason: "no disk"))
  }
}
