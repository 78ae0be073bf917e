internal import Commands
internal import Glibc

/// The program: the real world, one command, an exit code.
@main
struct Esteira {
  static func main() async {
    StandardStreams.prepare()
    exit(await Shell.run(in: .real).rawValue)
  }
}
