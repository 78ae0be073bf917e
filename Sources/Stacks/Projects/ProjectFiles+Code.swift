internal import Diagnostics
internal import Documents

extension ProjectFiles {
  /// The other files without those that lie in the code of a function: what looks like a stack file
  /// there is the function's affair. A folder that a stack file lies in itself is no such place.
  var withoutCode: [Source] {
    let folders = Set(others.flatMap(Self.codeFolders))
    guard !folders.isEmpty else { return others }
    return others.filter { source in
      let parts = source.name.split(separator: "/", omittingEmptySubsequences: false)
      var folder = ""
      for part in parts.dropLast() {
        folder += part + "/"
        if folders.contains(folder) { return false }
      }
      return true
    }
  }

  /// The folders that a stack file names by `code`, each with a slash at its end.
  private static func codeFolders(of source: Source) -> [String] {
    guard ProjectReader.mentions("code", in: source),
      let root = Documents.read(source, as: .stackFile).documents.first?.resolved,
      root.kind == .mapping, root["stack"] != nil
    else { return [] }
    let environments = root["environments"]?.resolved
    let overrides =
      environments?.kind == .mapping ? environments?.fields.map(\.value.resolved) ?? [] : []
    let resources = ([root] + overrides).filter { $0.kind == .mapping }
      .compactMap { $0["resources"]?.resolved }.filter { $0.kind == .mapping }
    let paths = resources.flatMap(\.fields).map(\.value.resolved)
      .filter { $0.kind == .mapping }.compactMap { $0["code"]?.resolved }
      .filter { $0.kind == .scalar && !ReferenceText.isNeeded(for: $0.text) }.map(\.text)
    let home = source.name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return paths.compactMap { path in
      let folder = straight(home + path.split(separator: "/")).map { $0 + "/" }.joined()
      return path.hasPrefix("/") || folder.isEmpty || source.name.hasPrefix(folder) ? nil : folder
    }
  }

  /// A path without detours.
  private static func straight(_ parts: some Sequence<Substring>) -> [Substring] {
    var kept: [Substring] = []
    for part in parts where part != "." {
      if part == "..", let last = kept.last, last != ".." {
        kept.removeLast()
      } else {
        kept.append(part)
      }
    }
    return kept
  }
}
