package import AWS
package import Documents
internal import Synchronization

/// The embedded cloud: a function from signed request to response, whose state survives in a store.
package final class LocalCloud: Sendable {
  /// How the cloud is.
  package struct Configuration: Sendable {
    package var account: String
    /// What requests must be signed with.
    package var credentials: Credentials
    package var pace: Pace
    /// What is to go wrong; what the store's `faults.yaml` says comes on top.
    package var faults: FaultPlan
    /// How many items a page of a list has.
    package var pageSize: Int

    package init(
      account: String = LocalCloud.account, credentials: Credentials = LocalCloud.credentials,
      pace: Pace = Pace(), faults: FaultPlan = .none, pageSize: Int = 100
    ) {
      self.account = account
      self.credentials = credentials
      self.pace = pace
      self.faults = faults
      self.pageSize = pageSize
    }
  }

  /// The account that everything local belongs to.
  package static let account = "000000000000"

  /// What the environment `local` signs with. There is nothing to protect: the cloud is on this
  /// machine, and whoever may talk to it may also read its files.
  package static let credentials = Credentials(
    accessKeyID: "AKIAESTEIRALOCALONLY",
    secretAccessKey: Secret("local/only/this+is+no+secret+of+anybody0"))

  private let store: any CloudStore
  private let configuration: Configuration
  private let verifier: SignatureVerifier
  private let state: Mutex<State>

  private struct State {
    var engine: CloudEngine
    var shelf: Shelf
    var calls = 0
    /// The latest time that was seen: time never runs backwards.
    var clock = Timestamp(milliseconds: 0)
  }

  /// Takes up what the store has; operations that were under way go on with the next call.
  package init(
    configuration: Configuration = Configuration(), store: any CloudStore,
    entropy: Entropy = .system
  ) throws(LocalCloudFault) {
    self.store = store
    self.configuration = configuration
    let credentials = configuration.credentials
    verifier = SignatureVerifier { $0 == credentials.accessKeyID ? credentials : nil }
    var settings = CloudEngine.Settings(account: configuration.account)
    settings.pace = configuration.pace
    settings.pageSize = configuration.pageSize
    settings.faults = try Self.faults(configuration, store)
    var stacks: [Stack] = []
    var shelf = Shelf()
    for file in try store.load() {
      if Shelf.owns(file.name) {
        guard shelf.load(file) else { throw Self.damaged(file.name, "it is no object or bucket") }
      } else {
        stacks.append(try Self.stack(in: file))
      }
    }
    state = Mutex(
      State(
        engine: CloudEngine(settings: settings, entropy: entropy, stacks: stacks), shelf: shelf))
  }

  /// The answer to a request, at a time. What it changed is kept before it is answered.
  package func respond(to request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
    state.withLock { state in
      let requestID = state.engine.entropy.uuid()
      var service = Answer.Service.cloudformation
      do throws(Refusal) {
        let sender = try verify(request, at: now)
        if sender.service == "s3" {
          return objects(request, in: sender.region, requestID, at: now, &state)
        }
        service = try Self.service(sender.service)
        let input = QueryInput(request)
        let result = try perform(input, of: service, in: sender.region, at: now, &state)
        return Answer.success(
          input.action, of: service, requestID: requestID, at: now, result: result)
      } catch {
        return Answer.failure(error, of: service, requestID: requestID, at: now)
      }
    }
  }

  /// The way to this cloud within the process.
  package func transport(clock: @escaping @Sendable () -> Timestamp) -> Transport {
    LongBodies.carried(by: { request in self.respond(to: request, at: clock()) })
  }

  // MARK: - A call

  private func verify(
    _ request: HTTPRequest, at now: Timestamp
  ) throws(Refusal) -> VerifiedSignature {
    do {
      var request = request
      // In process nobody has set the header that a transport takes from the address.
      if request.headers["Host"] == nil { request.headers["Host"] = request.url.authority }
      return try verifier.verify(request, at: now)
    } catch {
      throw Refusal(error.code, error.message, status: error.status)
    }
  }

  private static func service(_ name: String) throws(Refusal) -> Answer.Service {
    guard let service = Answer.Service(rawValue: name) else {
      throw Refusal(
        "UnknownService",
        "The local cloud of Esteira has no service '\(name)' yet; it has cloudformation, s3 and sts."
      )
    }
    return service
  }

  private func perform(
    _ input: QueryInput, of service: Answer.Service, in region: String, at now: Timestamp,
    _ state: inout State
  ) throws(Refusal) -> Call.Result? {
    state.clock = max(state.clock, now)
    state.calls += 1
    var engine = state.engine
    do {
      engine.settings.faults = try Self.faults(configuration, store)
    } catch {
      throw Refusal("InternalFailure", error.text, status: 500)
    }
    let every = engine.settings.faults.throttleEvery
    if every > 0, state.calls % every == 0 { throw Refusal("Throttling", "Rate exceeded") }
    engine.advance(to: state.clock)
    try keep(&engine, &state)
    var call = Call(
      engine: engine, region: region, now: state.clock, input: input, shelf: state.shelf)
    let result = try call.result(of: service)
    // A call never waits: what it began moves on with the next one.
    try keep(&call.engine, &state)
    return result
  }

  /// Writes what changed. Where that fails, the cloud is still as it was.
  private func keep(_ engine: inout CloudEngine, _ state: inout State) throws(Refusal) {
    do throws(LocalCloudFault) {
      for arn in engine.touched.sorted() {
        if let stack = engine.stacks[arn] {
          try store.write(Self.file(of: arn), StackCodec.encode(stack))
        } else {
          try store.remove(Self.file(of: arn))
        }
      }
    } catch {
      throw Refusal(
        "InternalFailure", "The local cloud cannot keep its data: \(error.text)",
        status: 500)
    }
    engine.touched = []
    state.engine = engine
  }

  // MARK: - Objects

  /// The answer of S3. What a call changed is on the disk before it is answered.
  private func objects(
    _ request: HTTPRequest, in region: String, _ requestID: String, at now: Timestamp,
    _ state: inout State
  ) -> HTTPResponse {
    var call = ObjectCall(
      shelf: state.shelf, request: request, region: region, account: configuration.account,
      requestID: requestID, now: now)
    let answer = call.answer()
    do throws(LocalCloudFault) {
      for file in call.shelf.touched.sorted() {
        if let bytes = call.shelf.contents(of: file) {
          try store.write(file, bytes)
        } else {
          try store.remove(file)
        }
      }
    } catch {
      return HTTPResponse(status: 500, headers: ["x-amz-request-id": requestID])
    }
    call.shelf.markKept()
    state.shelf = call.shelf
    return answer
  }

  // MARK: - Files

  private static func file(of arn: String) -> String {
    let parts = arn.split(separator: "/")
    let region = arn.split(separator: ":", omittingEmptySubsequences: false)[3]
    return "\(region).\(parts[parts.count - 2]).\(parts[parts.count - 1]).json"
  }

  private static func stack(in file: StoredFile) throws(LocalCloudFault) -> Stack {
    do throws(StackCodec.Fault) {
      return try StackCodec.decode(file.bytes)
    } catch {
      switch error {
      case .newer(let version):
        throw LocalCloudFault(
          .newerData,
          "`\(file.name)` of the local cloud has the version \(version), which a newer Esteira wrote",
          hint: "use that version, or move the local cloud's folder away to begin anew")
      case .damaged(let detail):
        throw damaged(file.name, detail)
      }
    }
  }

  private static func damaged(_ name: String, _ detail: String) -> LocalCloudFault {
    LocalCloudFault(
      .damagedData, "`\(name)` of the local cloud is damaged: \(detail)",
      hint: "put it back from a copy, or remove it: the cloud then forgets what it is about")
  }

  private static func faults(
    _ configuration: Configuration, _ store: any CloudStore
  ) throws(LocalCloudFault) -> FaultPlan {
    guard let text = try store.faults() else { return configuration.faults }
    let written = try FaultFile.plan(text)
    return FaultPlan(
      rules: configuration.faults.rules + written.rules,
      throttleEvery: written.throttleEvery > 0
        ? written.throttleEvery : configuration.faults.throttleEvery)
  }
}
