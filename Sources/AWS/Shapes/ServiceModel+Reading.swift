package import Documents

// The form is that of AWS's models for the SDKs of Python, of which only what matters is kept.

extension ServiceModel {
  /// Reads a model; nil where it is another form, or a protocol that is not spoken here.
  package init?(_ value: Value) {
    guard let metadata = value["metadata"],
      let wireProtocol = metadata["protocol"]?.text.flatMap(WireProtocol.init)
    else { return nil }
    self.wireProtocol = wireProtocol
    name = metadata["serviceId"]?.text ?? ""
    signingName = metadata["signingName"]?.text ?? metadata["endpointPrefix"]?.text ?? ""
    version = metadata["apiVersion"]?.text ?? ""
    jsonVersion = metadata["jsonVersion"]?.text ?? "1.0"
    accept = metadata["accept"]?.text
    targetPrefix = metadata["targetPrefix"]?.text ?? ""
    namespace = metadata["xmlNamespace"].flatMap(ShapeTraits.Namespace.init)
    isQueryCompatible = metadata["awsQueryCompatible"] != nil
    shapes = Dictionary(
      (value["shapes"]?.members ?? []).map { ($0.key, Shape($0.value)) },
      uniquingKeysWith: { $1 })
    waiters = Dictionary(
      (value["waiters"]?.members ?? []).compactMap { member in
        Waiter(member.value).map { (member.key, $0) }
      }, uniquingKeysWith: { $1 })
    operations = Dictionary(
      (value["operations"]?.members ?? []).map { ($0.key, OperationModel($0.key, $0.value)) },
      uniquingKeysWith: { $1 })
  }
}

extension OperationModel {
  /// Reads an operation.
  init(_ name: String, _ value: Value) {
    self.name = name
    method = value["http"]?["method"]?.text ?? "POST"
    uri = value["http"]?["requestUri"]?.text ?? "/"
    input = value["input"].flatMap(ShapeReference.init)
    output = value["output"].flatMap(ShapeReference.init)
    errors = (value["errors"]?.elements ?? []).compactMap { $0["shape"]?.text }
    hostPrefix = value["endpoint"]?["hostPrefix"]?.text
    checksum =
      if value["httpChecksum"]?["requestChecksumRequired"]?.flag == true {
        value["httpChecksum"]?["requestAlgorithmMember"] == nil ? .md5 : .chosen
      } else {
        value["httpChecksumRequired"]?.flag == true ? .md5 : .none
      }
    isIdempotent = value["idempotent"]?.flag ?? false
    pages = value["pages"].flatMap(Pagination.init)
  }
}

extension Pagination {
  fileprivate init?(_ value: Value) {
    guard value["input_token"] != nil else { return nil }
    inputTokens = Self.texts(value["input_token"])
    outputTokens = Self.texts(value["output_token"]).map { text in
      text.split(separator: "|").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    }
    results = Self.texts(value["result_key"])
    more = value["more_results"]?.text
  }

  private static func texts(_ value: Value?) -> [String] {
    value?.text.map { [$0] } ?? value?.elements?.compactMap(\.text) ?? []
  }
}

extension ShapeReference {
  init?(_ value: Value) {
    guard let shape = value["shape"]?.text else { return nil }
    self.shape = shape
    traits = ShapeTraits(value)
    payload = value["payload"]?.text
  }
}

extension ShapeTraits {
  init(_ value: Value) {
    name = value["locationName"]?.text
    location = value["location"]?.text.flatMap(Location.init)
    isFlat = value["flattened"]?.flag
    namespace = value["xmlNamespace"].flatMap(Namespace.init)
    isAttribute = value["xmlAttribute"]?.flag ?? false
    timeFormat = value["timestampFormat"]?.text.flatMap(TimeFormat.init)
    isJSONText = value["jsonvalue"]?.flag ?? false
    isToken = value["idempotencyToken"]?.flag ?? false
    isStream = value["streaming"]?.flag ?? value["eventstream"]?.flag ?? false
  }
}

extension ShapeTraits.Namespace {
  init?(_ value: Value) {
    guard let uri = value.text ?? value["uri"]?.text else { return nil }
    self.init(uri: uri, prefix: value["prefix"]?.text)
  }
}

extension Shape {
  /// Reads a shape.
  init(_ value: Value) {
    traits = ShapeTraits(value)
    payload = value["payload"]?.text
    isUnion = value["union"]?.flag ?? false
    errorCode = value["error"]?["code"]?.text
    if value["document"]?.flag == true {
      kind = .document
      return
    }
    let fallback = ShapeReference(shape: "", traits: ShapeTraits(.null))
    kind =
      switch value["type"]?.text {
      case "structure":
        .structure(
          (value["members"]?.members ?? []).compactMap { member in
            ShapeReference(member.value).map { Member(name: member.key, reference: $0) }
          })
      case "list": .list(value["member"].flatMap(ShapeReference.init) ?? fallback)
      case "map":
        .map(
          key: value["key"].flatMap(ShapeReference.init) ?? fallback,
          value: value["value"].flatMap(ShapeReference.init) ?? fallback)
      case "integer", "long", "short", "byte", "bigInteger": .integer
      case "float", "double", "bigDecimal": .real
      case "boolean": .flag
      case "blob": .bytes
      case "timestamp": .time
      default: .text
      }
  }
}
