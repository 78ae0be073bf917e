import Synchronization
import Testing

@testable import AWS

@Suite struct LongObjectTests {
  private let rules = LongObjectRules(whole: 100, part: 64, parallel: 3)
  private let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

  /// How far something was told to be.
  private final class Told: Sendable {
    private let state = Mutex<[Int]>([])
    var all: [Int] { state.withLock { $0 } }
    var tell: BodyProgress { { moved, _ in self.state.withLock { $0.append(moved) } } }
  }

  @Test(arguments: [0, 1, 64, 100])
  func whatIsSmallGoesAsAWhole(_ size: Int) async throws {
    let shelf = ShelfOfObjects()
    let told = Told()
    _ = try await shelf.client.upload(
      BodySource(Array(bytes[..<size])), to: "k", in: "records", rules: rules, progress: told.tell)
    #expect(shelf["k"] == Array(bytes[..<size]))
    #expect(shelf.calls == ["put"])
    #expect(told.all.last ?? 0 == size)
  }

  @Test(arguments: [101, 128, 129, 1000], [true, false])
  func whatIsLargeGoesInParts(_ size: Int, _ isSigned: Bool) async throws {
    let shelf = ShelfOfObjects()
    let told = Told()
    var rules = rules
    rules.isSigned = isSigned
    let written = try await shelf.client.upload(
      BodySource(Array(bytes[..<size])), to: "a/k", in: "records", rules: rules, progress: told.tell
    )
    #expect(shelf["a/k"] == Array(bytes[..<size]))
    #expect(written.tag.hasSuffix("-\((size + 63) / 64)\""))
    #expect(shelf.uploads == 0)
    #expect(told.all.last == size)
    #expect(shelf.state.withLock(\.mostUnderWay) <= 3)
  }

  @Test func noMorePartsThanS3Takes() {
    let rules = LongObjectRules(part: 1)
    let ranges = rules.ranges(of: 25_001)
    #expect(ranges.count <= 10_000)
    #expect(ranges.map(\.count).reduce(0, +) == 25_001)
    #expect(ranges.first == 0..<3 && ranges.last == 24_999..<25_001)
  }

  @Test(arguments: [ShelfOfObjects.Mishap.fault(.connectionLost), .status(503, "SlowDown")])
  func aPartThatFailsIsSentAgain(_ mishap: ShelfOfObjects.Mishap) async throws {
    let shelf = ShelfOfObjects { call, number in
      call == "part" && number % 3 == 1 || call == "complete" && number == 0 ? mishap : nil
    }
    _ = try await shelf.client.upload(BodySource(bytes), to: "k", in: "records", rules: rules)
    #expect(shelf["k"] == bytes)
    #expect(shelf.calls.count { $0 == "part" } > 16)
    #expect(shelf.uploads == 0)
  }

  @Test func nothingIsLeftOfOneThatFails() async throws {
    let shelf = ShelfOfObjects { call, number in
      call == "part" && number >= 5 ? .status(403, "AccessDenied") : nil
    }
    let fault = await #expect(throws: AWSFault.self) {
      try await shelf.client.upload(BodySource(bytes), to: "k", in: "records", rules: rules)
    }
    #expect(fault?.code == .accessDenied)
    #expect(fault?.notes == [])
    #expect(shelf["k"] == nil && shelf.uploads == 0)
    #expect(shelf.calls.last == "abort")
    #expect(shelf.calls.count { $0 == "part" } < 10, "the rest is not even tried")
  }

  @Test(arguments: [nil, S3Client.Condition.absent])
  func oneWhoseLastAnswerIsLostIsFoundOut(_ condition: S3Client.Condition?) async throws {
    let shelf = ShelfOfObjects { call, number in call == "complete" && number == 0 ? .lost : nil }
    let written = try await shelf.client.upload(
      BodySource(bytes), to: "k", in: "records", if: condition, rules: rules)
    #expect(shelf["k"] == bytes)
    #expect(written.tag.hasSuffix("-\(shelf.calls.count { $0 == "part" })\""))
    #expect(!shelf.calls.contains("abort"))
  }

  @Test func oneThatWasNotMadeIsNotTakenForAnother() async throws {
    let shelf = ShelfOfObjects { call, _ in call == "complete" ? .fault(.connectionLost) : nil }
    shelf["k"] = [1]
    let fault = await #expect(throws: AWSFault.self) {
      try await shelf.client.upload(
        BodySource(bytes), to: "k", in: "records", if: .matches("\"t\""), rules: rules)
    }
    #expect(fault?.code == .connectionLost)
    #expect(shelf.calls.suffix(2) == ["head", "abort"])
  }

  @Test func whatMayBeLeftIsNamed() async throws {
    let shelf = ShelfOfObjects { call, _ in
      call == "complete" || call == "abort" ? .status(403, "AccessDenied") : nil
    }
    let fault = await #expect(throws: AWSFault.self) {
      try await shelf.client.upload(BodySource(bytes), to: "k", in: "records", rules: rules)
    }
    #expect(fault?.notes.first?.contains("upload `u0` of `k`") == true)
  }

  @Test func nothingIsLeftOfOneThatIsGivenUp() async throws {
    let shelf = ShelfOfObjects()
    let upload = Task {
      try await shelf.client.upload(
        BodySource(bytes), to: "k", in: "records", rules: rules,
        progress: { moved, _ in if moved > 300 { withUnsafeCurrentTask { $0?.cancel() } } })
    }
    while shelf.calls.count < 4 { await Task.yield() }
    upload.cancel()
    let fault = await #expect(throws: AWSFault.self) { try await upload.value }
    #expect(fault?.code == .cancelled)
    #expect(shelf["k"] == nil && shelf.uploads == 0)
  }

  @Test func aFileThatChangesIsRefused() async throws {
    let reads = Mutex(0)
    let source = BodySource(size: 50) { (_, buffer) throws(BodyFault) in
      let round = reads.withLock {
        $0 += 1; return $0
      }
      for index in buffer.indices { buffer[index] = UInt8(round) }
      return buffer.count
    }
    let fault = await #expect(throws: AWSFault.self) {
      try await ShelfOfObjects().client.upload(source, to: "k", in: "records", rules: rules)
    }
    #expect(fault?.service?.code == "XAmzContentSHA256Mismatch")
  }

  @Test(arguments: [false, true])
  func aFileThatCannotBeReadIsNamed(_ isLong: Bool) async throws {
    let source = BodySource(size: isLong ? 500 : 50) { (_, _) throws(BodyFault) in
      throw BodyFault("Input/output error")
    }
    let shelf = ShelfOfObjects()
    let fault = await #expect(throws: AWSFault.self) {
      try await shelf.client.upload(source, to: "k", in: "records", rules: rules)
    }
    #expect(fault?.code == .bodyFailed)
    #expect(fault?.message == "S3 upload of `k`: it cannot be read: Input/output error")
    #expect(shelf.uploads == 0)
  }

  // MARK: - Downloads

  /// A place of a thousand bytes.
  private final class Place: Sendable {
    private let state = Mutex([UInt8](repeating: 0, count: 1000))
    var bytes: [UInt8] { state.withLock { $0 } }
    var sink: BodySink {
      BodySink { (offset, bytes) throws(BodyFault) in
        self.state.withLock { $0.replaceSubrange(offset..<offset + bytes.count, with: bytes) }
      }
    }
  }

  @Test(arguments: [0, 1, 64, 65, 1000])
  func comesInParts(_ size: Int) async throws {
    let shelf = ShelfOfObjects { call, number in
      call == "get" && number == 2 ? .fault(.connectionLost) : nil
    }
    shelf["k"] = Array(bytes[..<size])
    let place = Place()
    let told = Told()
    let summary = try await shelf.client.download(
      "k", in: "records", to: place.sink, rules: rules, progress: told.tell)
    #expect(summary?.size == size)
    #expect(Array(place.bytes[..<size]) == Array(bytes[..<size]))
    #expect(told.all.last ?? 0 == size)
  }

  @Test func whatIsNotThereIsNothing() async throws {
    #expect(try await ShelfOfObjects().client.download("k", in: "records", to: Place().sink) == nil)
  }

  @Test func oneThatChangesMeanwhileIsRefused() async throws {
    let shelf = ShelfOfObjects()
    shelf["k"] = bytes
    let fault = await #expect(throws: AWSFault.self) {
      try await shelf.client.download(
        "k", in: "records", to: Place().sink, rules: LongObjectRules(part: 64, parallel: 1),
        progress: { moved, _ in if moved == 128 { shelf["k"] = [1, 2, 3] } })
    }
    #expect(fault?.saysConditionFailed == true)
  }
}
