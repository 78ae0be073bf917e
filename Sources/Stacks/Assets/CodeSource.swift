internal import Diagnostics
internal import Documents

/// A folder or a file with code, as a field names it.
package struct CodeSource: Sendable {
  package let path: AssetPath
  /// What lies there; none while that was not looked at.
  package let content: AssetContent?
}

extension FieldType where Output == CodeSource {
  /// The path of a folder or a file, relative to the file that names it.
  package static var code: FieldType {
    let words = "the path of a folder or a file"
    let example = "functions/predict"
    return FieldType(words, example: example, shape: .text(pattern: nil)) { node, lowering in
      guard let known = lowering.known(node, words, example: example, isText: true) else {
        return nil
      }
      guard !known.text.isEmpty else {
        lowering.reportField(
          node, "\(node.what) takes \(words); this is empty", example: example)
        return nil
      }
      let path = AssetPath(file: node.place.source.name, path: known.text)
      let content = lowering.content(at: path)
      switch content {
      case .missing:
        lowering.reportAsset(node, "there is nothing at `\(known.text)`")
        return nil
      case .unreadable(let reason):
        lowering.reportAsset(node, "`\(known.text)` cannot be read: \(reason)")
        return nil
      case .folder(_, let files) where files.isEmpty:
        lowering.reportAsset(node, "the folder `\(known.text)` is empty")
        return nil
      case .folder, .file, nil: return CodeSource(path: path, content: content)
      }
    }
  }
}

extension StackLowering {
  fileprivate mutating func reportAsset(_ node: Node, _ message: String) {
    diagnostics.append(
      Diagnostic(
        StackCode.noAsset, .error, message, at: place(of: node),
        hint: .init("the path begins in the folder of this file, `\(node.place.source.name)`")))
  }
}
