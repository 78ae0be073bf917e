import AWS
import Foundation
import Synchronization
import Testing

@testable import NetworkTransport

@Suite struct LongBodyTests {
  private static let size = 8 << 20

  /// Bytes that count up, of which nobody holds more than a piece.
  private static func counting(
    _ size: Int, _ largest: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> BodySource {
    BodySource(size: size) { (offset, buffer) throws(BodyFault) in
      largest(buffer.count)
      for index in buffer.indices { buffer[index] = UInt8(truncatingIfNeeded: offset + index) }
      return buffer.count
    }
  }

  private func request(_ method: String, _ server: BulkServer) -> HTTPRequest {
    HTTPRequest(
      method: method, url: HTTPURL(scheme: .http, host: "127.0.0.1", port: server.port))
  }

  @Test func aSourceIsSentPieceByPiece() async throws {
    let server = try BulkServer()
    let largest = Mutex(0)
    var request = request("PUT", server)
    request.upload = Self.counting(Self.size) { size in
      largest.withLock { $0 = max($0, size) }
    }
    let answer = try await NetworkTransport(limits: .unhurried).transport(request)
    #expect(answer.status == 200)
    #expect(server.received.map(\.count) == [Self.size])
    #expect(server.received.map(\.sum) == [BulkServer.sum(0..<Self.size)])
    #expect(server.received[0].head.contains("\r\nContent-Length: \(Self.size)\r\n"))
    #expect(largest.withLock { $0 } <= 1 << 16)
  }

  @Test func aSinkTakesASuccessPieceByPiece() async throws {
    let server = try BulkServer(sends: Self.size)
    let taken = Mutex((count: 0, sum: UInt64(0), largest: 0))
    var request = request("GET", server)
    request.download = BodySink { (offset, bytes) throws(BodyFault) in
      taken.withLock { taken in
        #expect(offset == taken.count)
        taken.count += bytes.count
        for byte in bytes { taken.sum &+= UInt64(byte) }
        taken.largest = max(taken.largest, bytes.count)
      }
    }
    let answer = try await NetworkTransport(limits: .unhurried).transport(request)
    #expect(answer.body == [])
    let all = taken.withLock { $0 }
    #expect(all.count == Self.size && all.sum == BulkServer.sum(0..<Self.size))
    #expect(all.largest <= 1 << 16)
  }

  @Test func aSinkTakesNoFailure() async throws {
    let server = try BulkServer(sends: 5, status: 403)
    var request = request("GET", server)
    request.download = BodySink { (_, _) throws(BodyFault) in Issue.record("nothing is to come") }
    let answer = try await NetworkTransport(limits: .unhurried).transport(request)
    #expect(answer.status == 403 && answer.body == [0, 1, 2, 3, 4])
  }

  @Test(arguments: [true, false])
  func whatBreaksOffIsLost(_ isUpload: Bool) async throws {
    let server = try BulkServer(sends: isUpload ? 0 : Self.size, breaksAt: 1 << 20)
    var request = request(isUpload ? "PUT" : "GET", server)
    if isUpload {
      request.upload = Self.counting(Self.size)
    } else {
      request.download = BodySink { (_, _) throws(BodyFault) in }
    }
    let fault = await #expect(throws: TransportFault.self) {
      try await NetworkTransport(limits: .unhurried).transport(request)
    }
    #expect(fault?.kind == .connectionLost, "\(String(describing: fault))")
  }

  @Test func whatCannotBeReadOrWrittenIsTold() async throws {
    let server = try BulkServer(sends: 1 << 20)
    let network = NetworkTransport(limits: .unhurried)
    var upload = request("PUT", server)
    upload.upload = BodySource(size: Self.size) { (offset, buffer) throws(BodyFault) in
      guard offset < 1 << 20 else { throw BodyFault("Input/output error") }
      return buffer.count
    }
    let reading = await #expect(throws: TransportFault.self) { try await network.transport(upload) }
    #expect(reading?.kind == .body && reading?.reason == "Input/output error")
    var download = request("GET", server)
    download.download = BodySink { (_, _) throws(BodyFault) in
      throw BodyFault("No space left on device")
    }
    let writing = await #expect(throws: TransportFault.self) {
      try await network.transport(download)
    }
    #expect(writing?.kind == .body && writing?.reason == "No space left on device")
  }

  // MARK: - Files

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test func filesAreReadAndMade() throws {
    try inFolder { folder in
      let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
      let made = try BodyFile.making("\(folder)/a")
      try bytes[50_000...].withUnsafeBytes { try made.sink.write(50_000, $0) }
      try bytes[..<50_000].withUnsafeBytes { try made.sink.write(0, $0) }
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/a"))
      try made.keep(as: "\(folder)/a")
      #expect(try BodyFile.reading("\(folder)/a").source.bytes() == bytes)
    }
  }

  @Test func nothingIsLeftOfAFileThatIsNotKept() throws {
    try inFolder { folder in
      do { _ = try BodyFile.making("\(folder)/a") }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
      #expect(throws: BodyFault.self) { try BodyFile.reading("\(folder)/none") }
      #expect(throws: BodyFault.self) { try BodyFile.reading(folder) }
    }
  }
}
