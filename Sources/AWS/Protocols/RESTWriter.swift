internal import Documents

/// Puts the members of an input where the REST protocols have them: path, query, headers and body.
struct RESTWriter {
  let writer: RequestWriter
  let input: WireValue

  private var model: ServiceModel { writer.model }

  func parts() -> RequestWriter.Parts {
    var parts = RequestWriter.Parts()
    let template = writer.operation.uri.split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let shape = writer.operation.input.map { model.resolve($0).shape }
    let members = shape?.members ?? []
    if template.count > 1 { parts.query = String(template[1]) }
    parts.path = Self.expand(String(template[0])) { name in
      members.first { $0.wireName == name }.flatMap { member in
        input[member.name].flatMap { text($0, member.reference, .iso8601) }
      }
    }
    var inBody: [Shape.Member] = []
    for member in members {
      guard let location = model.resolve(member.reference).traits.location else {
        inBody.append(member)
        continue
      }
      if let value = input[member.name] { place(value, member, at: location, in: &parts) }
    }
    if let member = writer.operation.input.flatMap(model.payload) {
      addPayload(member, to: &parts)
    } else if !inBody.isEmpty, let reference = writer.operation.input {
      addBody(inBody, reference, to: &parts)
    }
    return parts
  }

  /// A template with its places `{name}` and `{name+}` filled; slashes stay in the latter.
  static func expand(_ template: String, _ value: (String) -> String?) -> String {
    var output = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      output += rest[..<open]
      let place = rest[rest.index(after: open)..<close]
      let isGreedy = place.hasSuffix("+")
      let text = value(String(isGreedy ? place.dropLast() : place)) ?? ""
      output += PercentEncoding.encode(text, keepingSlashes: isGreedy)
      rest = rest[rest.index(after: close)...]
    }
    return output + rest
  }

  private func text(
    _ value: WireValue, _ reference: ShapeReference, _ usual: ShapeTraits.TimeFormat
  ) -> String? {
    WireText.write(value, usual, model.resolve(reference).traits)
  }

  // MARK: - Query and headers

  private func place(
    _ value: WireValue, _ member: Shape.Member, at location: ShapeTraits.Location,
    in parts: inout RequestWriter.Parts
  ) {
    let shape = model.resolve(member.reference).shape
    switch location {
    case .uri, .statusCode: break
    case .header:
      // An empty list says no more than none.
      if case .list = shape.kind, value.elements.isEmpty { return }
      parts.headers[member.wireName] = HeaderShapes(model: model).write(value, member.reference)
    case .headers:
      guard case .map(_, let item) = shape.kind else { return }
      for field in value.fields {
        let name = (member.reference.traits.name ?? shape.traits.name ?? "") + field.name
        if parts.headers[name] == nil, let text = text(field.value, item, .rfc822) {
          parts.headers[name] = text
        }
      }
    case .querystring:
      switch shape.kind {
      case .list(let item):
        for element in value.elements {
          parts.addQuery(member.wireName, text(element, item, .iso8601))
        }
      case .map(_, let item): addQueryMap(value, item, to: &parts)
      default: parts.addQuery(member.wireName, text(value, member.reference, .iso8601))
      }
    }
  }

  /// Entries of a map give way to members of the same name.
  private func addQueryMap(
    _ value: WireValue, _ item: ShapeReference, to parts: inout RequestWriter.Parts
  ) {
    let members = writer.operation.input.map { model.resolve($0).shape.members } ?? []
    let taken = Set(
      members.filter { member in
        guard model.resolve(member.reference).traits.location == .querystring,
          input[member.name] != nil
        else { return false }
        if case .map = model.resolve(member.reference).shape.kind { return false }
        return true
      }.map(\.wireName))
    for field in value.fields where !taken.contains(field.name) {
      if case .list(let element) = model.resolve(item).shape.kind {
        for one in field.value.elements { parts.addQuery(field.name, text(one, element, .iso8601)) }
      } else {
        parts.addQuery(field.name, text(field.value, item, .iso8601))
      }
    }
  }

  // MARK: - Body

  private var isJSON: Bool { model.wireProtocol == .restJSON }

  private func addPayload(_ member: Shape.Member, to parts: inout RequestWriter.Parts) {
    let (shape, traits) = model.resolve(member.reference)
    let value = input[member.name]
    let type: String
    switch shape.kind {
    case .bytes, .text:
      guard let value else {
        if isJSON, case .bytes = shape.kind { setType("application/octet-stream", in: &parts) }
        return
      }
      type = traits.isStream || value.text == nil ? "application/octet-stream" : "text/plain"
      parts.body = value.bytes ?? value.text.map { Array($0.utf8) } ?? []
    case .structure where !isJSON:
      guard let value else { return }
      let name = member.reference.traits.name ?? shape.traits.name ?? member.reference.shape
      add(XMLShapes(model: model).write(value, member.reference, as: name), to: &parts)
      return
    default:
      guard let json = value.flatMap({ JSONShapes(model: model).write($0, member.reference) })
      else {
        // A body that may hold something is an object even without members.
        if case .structure = shape.kind, !shape.isUnion {
          parts.body = Array("{}".utf8)
          setType("application/json", in: &parts)
        }
        return
      }
      type = "application/json"
      parts.body = json.compactJSONBytes
    }
    setType(type, in: &parts)
  }

  private func addBody(
    _ members: [Shape.Member], _ reference: ShapeReference, to parts: inout RequestWriter.Parts
  ) {
    guard !isJSON else {
      parts.body = JSONShapes(model: model).write(input, members).compactJSONBytes
      setType("application/json", in: &parts)
      return
    }
    guard members.contains(where: { input[$0.name] != nil }) else { return }
    let (shape, traits) = model.resolve(reference)
    var root = XMLElement(
      shape.traits.name ?? reference.traits.name ?? "\(writer.operation.name)Request")
    if let namespace = traits.namespace ?? model.namespace {
      root.attributes = [
        XMLElement.Attribute(namespace.prefix.map { "xmlns:\($0)" } ?? "xmlns", namespace.uri)
      ]
    }
    XMLShapes(model: model).fill(&root, input, members)
    add(root, to: &parts)
  }

  private func add(_ element: XMLElement, to parts: inout RequestWriter.Parts) {
    var xml = XMLWriter()
    xml.element(element)
    parts.body = xml.bytes
    setType("application/xml", in: &parts)
  }

  private func setType(_ type: String, in parts: inout RequestWriter.Parts) {
    if parts.headers["Content-Type"] == nil { parts.headers["Content-Type"] = type }
  }
}
