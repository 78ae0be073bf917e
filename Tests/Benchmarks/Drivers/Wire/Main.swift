import AWS
import Documents
import Glibc
import NetworkTransport

/// One side of the benchmark of calls: `sign COUNT`, `serve`, `sequential PORT COUNT`,
/// `concurrent PORT COUNT`, `faults PORT COUNT`, `upload PORT FILE whole|unsigned|parts`. Prints seconds and, where it
/// sends, the peak of its memory and what of that came after its first call, in kilobytes.
@main
struct Main {
  static func main() async throws {
    let arguments = CommandLine.arguments
    switch arguments[1] {
    case "sign": sign(Int(arguments[2]) ?? 0)
    case "serve": try Server.run()
    case "sequential":
      try await measured(arguments[2]) { services in
        try await calls(Int(arguments[3]) ?? 0, services, tasks: 1)
      }
    case "concurrent":
      try await measured(arguments[2]) { services in
        try await calls(Int(arguments[3]) ?? 0, services, tasks: 16)
      }
    case "faults": try await faults(arguments[2], Int(arguments[3]) ?? 0)
    case "upload":
      let file = try BodyFile.reading(arguments[3])
      try await measured(arguments[2]) { services in
        var rules = LongObjectRules()
        if arguments[4] != "parts" { rules.whole = .max }
        rules.isSigned = arguments[4] != "unsigned"
        _ = try await S3Client(services).upload(file.source, to: "key", in: "bucket", rules: rules)
      }
    default: exit(2)
    }
  }

  private static let credentials = Credentials(
    accessKeyID: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"))

  private static func sign(_ count: Int) {
    let signer = Signer(
      credentials: credentials, region: "us-east-1", service: "cloudformation")
    let request = HTTPRequest(
      method: "POST", url: HTTPURL(host: "cloudformation.us-east-1.amazonaws.com"),
      headers: [
        "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        "User-Agent": "esteira/0",
      ], body: Array("Action=DescribeStacks&Version=2010-05-15&StackName=fraud-prod".utf8))
    var length = 0
    let start = ContinuousClock.now
    for index in 0..<count {
      let signed = signer.sign(
        request, at: Timestamp(milliseconds: 1_795_000_000_000 + Int64(index)))
      length += signed.headers.fields.count
    }
    print(seconds(since: start), length)
  }

  // MARK: - Calls

  private static func services(_ endpoints: Endpoints, _ network: NetworkTransport) -> Services {
    Services(
      endpoints, in: "us-east-1", credentials: { () throws(AWSFault) in credentials },
      transport: network.transport,
      world: CallWorld(
        now: {
          var time = timespec()
          clock_gettime(CLOCK_REALTIME, &time)
          return Timestamp(
            milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
        }, pause: { (_) throws(CancellationError) in }, random: { 0.5 }), userAgent: "esteira/0")
  }

  private static func measured(
    _ port: String, _ body: (Services) async throws -> Void
  ) async throws {
    var endpoints = Endpoints()
    endpoints.choices.url = "http://127.0.0.1:\(port)"
    let services = services(endpoints, NetworkTransport())
    // Everything that is loaded once, and the connections.
    _ = try await S3Client(services).put([1], at: "key", in: "bucket")
    try await calls(64, services, tasks: 16)
    let idle = peak()
    let start = ContinuousClock.now
    try await body(services)
    print(seconds(since: start), peak(), peak() - idle)
  }

  /// Calls a server that goes wrong in every way; prints seconds, how many calls ended well, and by
  /// how much descriptors and kilobytes of memory grew after the first tenth of them.
  private static func faults(_ port: String, _ count: Int) async throws {
    let start = ContinuousClock.now
    var endpoints = Endpoints()
    endpoints.choices.url = "http://127.0.0.1:\(port)/faulty"
    let network = NetworkTransport(limits: NetworkTransport.Limits(silence: 0.05))
    let client = services(endpoints, network).client("cloudformation")
    var before = (descriptors: 0, memory: 0)
    var good = 0
    for index in 0..<count {
      if index == count / 10 { before = (descriptors(), peak()) }
      do throws(AWSFault) {
        _ = try await client.call("DescribeStacks", ["StackName": "fraud-prod"])
        good += 1
      } catch {
        guard error.attempts > 0, !error.message.isEmpty else { exit(5) }
      }
    }
    print(
      seconds(since: start), good, descriptors() - before.descriptors, peak() - before.memory)
  }

  /// How many descriptors are open.
  private static func descriptors() -> Int {
    (0..<Int32(1024)).count { fcntl($0, F_GETFD) != -1 }
  }

  private static func calls(_ count: Int, _ services: Services, tasks: Int) async throws {
    let client = services.client("cloudformation")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<tasks {
        group.addTask {
          for _ in stride(from: task, to: count, by: tasks) {
            let output = try await client.call("DescribeStacks", ["StackName": "fraud-prod"])
            guard output.value.list("Stacks").count == 1 else { exit(3) }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private static func seconds(since start: ContinuousClock.Instant) -> Double {
    start.duration(to: .now) / .seconds(1)
  }

  /// The most memory that the process ever had, in kilobytes.
  private static func peak() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }
}
