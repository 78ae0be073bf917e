/// What no kind of regular expression takes. CloudFormation's are Java's, whose classes can hold
/// classes: only what is wrong in both readings is found.
enum PatternSyntax {
  /// What is wrong with a pattern, as the end of a sentence; nil if nothing is sure to be.
  static func fault(of pattern: String) -> String? {
    var groups = 0
    // Whether something stands before that can be repeated.
    var canRepeat = false
    var letters = Array(pattern.unicodeScalars)[...]
    while let letter = letters.popFirst() {
      switch letter {
      case "\\":
        guard let next = letters.popFirst() else { return "nothing follows the last `\\`" }
        // Quoted up to its end, or to the end of all.
        if next == "Q" { return nil }
        canRepeat = true
      case "[":
        switch classEnd(in: &letters) {
        case .closed: canRepeat = true
        case .unclear: return nil
        case .wrong(let fault): return fault
        }
      case "(":
        groups += 1
        canRepeat = false
        // Comments and free space change how the rest is read.
        guard letters.first == "?" else { break }
        letters.removeFirst()
        if letters.first.map({ "imsxudU-".unicodeScalars.contains($0) }) == true { return nil }
        if let fault = nameFault(in: letters) { return fault }
      case ")":
        guard groups > 0 else { return "`)` closes nothing" }
        groups -= 1
        canRepeat = true
      case "|": canRepeat = false
      case "{":
        if canRepeat, let fault = countFault(in: letters) { return fault }
        canRepeat = true
      case "*", "+", "?":
        guard canRepeat else { return "`\(letter)` repeats nothing" }
        // Lazy or possessive; more than one does not go together with all readers.
        if letters.first == "?" || letters.first == "+" { letters.removeFirst() }
      default: canRepeat = true
      }
    }
    return groups > 0 ? "`(` is not closed" : nil
  }

  /// How a class ends.
  private enum ClassEnd {
    case closed
    /// It holds another class, or what is in two classes.
    case unclear
    case wrong(String)
  }

  private static func classEnd(in letters: inout ArraySlice<Unicode.Scalar>) -> ClassEnd {
    if letters.first == "^" { letters.removeFirst() }
    var isFirst = true
    while let letter = letters.popFirst() {
      // At its beginning it is a letter.
      if letter == "]", !isFirst { return .closed }
      isFirst = false
      if letter == "[" || letter == "&" && letters.first == "&" { return .unclear }
      if letter == "\\" {
        guard let next = letters.popFirst() else { return .wrong("nothing follows the last `\\`") }
        if next == "Q" { return .unclear }
        // What is a character of its own does not begin a range here.
        if letters.first == "-" { letters.removeFirst() }
        continue
      }
      guard letters.first == "-", let last = letters.dropFirst().first, last != "]" else {
        continue
      }
      letters.removeFirst()
      guard last != "[", last != "\\" else { continue }
      letters.removeFirst()
      if letter.value > last.value { return .wrong("`\(letter)-\(last)` runs backwards") }
    }
    return .wrong("`[` is not closed")
  }

  /// What is wrong with the name of a group that begins behind a question mark.
  private static func nameFault(in letters: ArraySlice<Unicode.Scalar>) -> String? {
    guard letters.first == "<", let first = letters.dropFirst().first, first != "=", first != "!",
      !first.properties.isAlphabetic, first != "_"
    else { return nil }
    return "the name of a group begins with `\(first)`"
  }

  private static func countFault(in letters: ArraySlice<Unicode.Scalar>) -> String? {
    let counts = letters.prefix { $0 != "}" }.split(separator: ",").map { part in
      Int(String(String.UnicodeScalarView(part)))
    }
    guard counts.count == 2, let least = counts[0], let most = counts[1], most < least else {
      return nil
    }
    return "`{\(least),\(most)}` counts backwards"
  }
}
