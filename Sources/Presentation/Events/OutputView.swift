/// Draws the outputs of a stack, one below the other.
package struct OutputView: Sendable {
  package var width: Int

  package init(width: Int = 80) {
    self.width = width
  }

  /// An output: its value beside the name where it fits, else below. `mark` says where it is from.
  package func render(_ name: String, mark: String, value: String) -> String {
    let head = "  \(Visible.line(name))\(mark):"
    let value = Visible.line(value)
    if DisplayWidth.of(head) + 1 + DisplayWidth.of(value) <= width { return "\(head) \(value)\n" }
    let indent = "    "
    let lines = [head] + Wrapping.lines(of: value, width: width - 4).map { indent + $0 }
    return lines.map { $0 + "\n" }.joined()
  }
}
