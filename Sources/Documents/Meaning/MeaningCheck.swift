internal import Diagnostics

/// The checks every document goes through once its syntax is read.
enum MeaningCheck {
  static func diagnostics(of tree: Tree) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    // The others follow aliases.
    guard AliasExpansion.check(tree, &diagnostics) else { return diagnostics }
    DuplicateKeys.check(tree, &diagnostics)
    if tree.dialect.mergeKeys { MergeKeys.check(tree, &diagnostics) }
    return diagnostics
  }
}
