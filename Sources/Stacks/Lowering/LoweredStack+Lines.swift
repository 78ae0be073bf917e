package import CloudFormation
internal import Diagnostics
internal import Documents

extension LoweredStack {
  /// The template with the file and line of every resource in its metadata. The file is named from
  /// the project's folder on, whose path is left out.
  package func withLines(below folder: [UInt8]) -> Template {
    var template = template
    var tables: [String: LineTable] = [:]
    for var resource in template.resources {
      let place = origins.place(of: Path([.key("Resources"), .key(resource.id)]))
      let source = place.source
      let table = tables[source.name] ?? LineTable(source)
      tables[source.name] = table
      var metadata: Value.Object = [:]
      if case .object(let object)? = resource[.metadata] { metadata = object }
      var own: Value.Object = [:]
      if case .object(let object)? = metadata["Esteira"] { own = object }
      own["File"] = .string(Self.relative(source.name, below: folder))
      own["Line"] = .number(Number(table.line(of: place.span.start)))
      metadata["Esteira"] = .object(own)
      resource[.metadata] = .object(metadata)
      template = template.setting(resource)
    }
    return template
  }

  private static func relative(_ name: String, below folder: [UInt8]) -> String {
    let prefix =
      folder + (folder.isEmpty || folder.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")])
    guard name.utf8.starts(with: prefix) else { return name }
    return String(decoding: name.utf8.dropFirst(prefix.count), as: UTF8.self)
  }
}
