internal import Diagnostics

/// The checks every document goes through once its syntax is read.
enum MeaningCheck {
  static func diagnostics(of tree: Tree) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    DuplicateKeys.check(tree, &diagnostics)
    let expansion = AliasExpansion.check(tree, &diagnostics)
    if expansion, tree.dialect.mergeKeys { MergeKeys.check(tree, &diagnostics) }
    return diagnostics
  }
}
