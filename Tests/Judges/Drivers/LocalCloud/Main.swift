import AWS
import Documents
import Glibc
import LocalCloud

/// Serves a folder's embedded cloud and prints its address, for judges that speak to it:
/// `judge-local-cloud FOLDER [MILLISECONDS-A-RESOURCE]`.
@main
struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments
    let pace = arguments.count > 2 ? Pace(resource: Int64(arguments[2]) ?? 20) : Pace()
    let cloud = try LocalCloud(
      configuration: LocalCloud.Configuration(pace: pace),
      store: FolderStore(at: arguments[1]))
    let listener = try LoopbackListener(clock: now) { cloud.respond(to: $0, at: $1) }
    listener.stopOnSignals()
    let line = Array("\(listener.address)\n".utf8)
    _ = write(STDOUT_FILENO, line, line.count)
    listener.run()
  }

  static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
