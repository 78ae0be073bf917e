@main
struct Esteira {
  static func main() {}
}
