internal import Commands
internal import Glibc

/// The program: the real world, one command, an exit code.
@main
struct Esteira {
  static func main() {
    StandardStreams.prepare()
    exit(Shell.run(in: .real).rawValue)
  }
}
