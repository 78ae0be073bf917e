/// The stable name of a kind of diagnostic: `EST` and four digits.
///
/// The first digit is the phase: 0 the command line and files, 1 documents, 2 projects and the
/// stack language, 3 templates, 4 plans, 5 records, 6 calls to AWS, 7 provisioning, 8 the embedded
/// cloud. A number, once released, keeps its meaning for good.
package struct Code: Hashable, Sendable, CustomStringConvertible {
  package let number: Int

  package init(number: Int) {
    self.number = number
  }

  /// Reads `EST1101`, in any case, or the bare digits.
  package init?(parsing text: String) {
    let upper = text.uppercased()
    let digits = upper.hasPrefix("EST") ? upper.dropFirst(3) : upper[...]
    guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(digits)
    else { return nil }
    self.number = number
  }

  package var description: String {
    let digits = String(number)
    return "EST" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// The codes one room can report. The compiler insists that each has its story.
package protocol DiagnosticCode: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == Int {
  /// What `esteira explain` tells of the code.
  var story: Story { get }
}

extension DiagnosticCode {
  package var code: Code { Code(number: rawValue) }
}
