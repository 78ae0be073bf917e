/// What no kind of regular expression takes. CloudFormation's are Java's, whose classes can hold
/// classes: only what is wrong in both readings is found.
enum PatternSyntax {
  /// What is wrong with a pattern, as the end of a sentence; nil if nothing is sure to be.
  static func fault(of pattern: String) -> String? {
    var groups = 0
    var isInClass = false
    // Whether something stands before that can be repeated.
    var canRepeat = false
    var letters = pattern.unicodeScalars[...]
    while let letter = letters.popFirst() {
      switch letter {
      case "\\":
        guard let next = letters.popFirst() else { return "nothing follows the last `\\`" }
        // Quoted up to its end, or to the end of all.
        if next == "Q" { return nil }
        canRepeat = true
      case "[" where !isInClass:
        isInClass = true
        if letters.first == "^" { letters.removeFirst() }
        // At its beginning it is a letter.
        if letters.first == "]" { letters.removeFirst() }
      case "]" where isInClass:
        isInClass = false
        canRepeat = true
      case _ where isInClass: break
      case "(":
        groups += 1
        canRepeat = false
        // Comments and free space change how the rest is read.
        guard letters.first == "?" else { break }
        letters.removeFirst()
        if letters.first.map({ "imsxudU-".unicodeScalars.contains($0) }) == true { return nil }
      case ")":
        guard groups > 0 else { return "`)` closes nothing" }
        groups -= 1
        canRepeat = true
      case "|": canRepeat = false
      case "*", "+", "?":
        guard canRepeat else { return "`\(letter)` repeats nothing" }
        // Lazy or possessive; more than one does not go together with all readers.
        if letters.first == "?" || letters.first == "+" { letters.removeFirst() }
      default: canRepeat = true
      }
    }
    if isInClass { return "`[` is not closed" }
    return groups > 0 ? "`(` is not closed" : nil
  }
}
