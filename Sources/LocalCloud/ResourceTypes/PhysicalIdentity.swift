internal import AWS
internal import CloudFormation
internal import Documents

/// What a resource is called, what `Ref` gives for it and what its attributes are: the patterns of
/// its kind, filled in.
///
/// A pattern's `{…}` is a part of the resource (`name`, `id`, `logical`, `stack`), of the place
/// (`partition`, `region`, `account`, `arn:service`), a property (`property:Name`), or random
/// characters that follow from the resource's seed (`hex17`, `lower10`, `uuid`), so that the same
/// words give the same text every time. `:lower` and `:start5` change what stands before them.
struct PhysicalIdentity {
  let kind: ResourceKind
  let stackName: String
  let region: String
  let account: String
  let logicalID: String
  let seed: String
  let properties: Value
  private(set) var name = ""
  private(set) var id = ""

  /// The identity of a resource that is about to exist.
  init(
    type: String, logicalID: String, properties: Value, seed: String, stackName: String,
    region: String, account: String
  ) {
    kind = ResourceKind.of(type)
    self.stackName = stackName
    self.region = region
    self.account = account
    self.logicalID = logicalID
    self.seed = seed
    self.properties = properties
    let given = Self.nameProperty(of: type, properties).flatMap { properties.object?[$0] }
    name = given?.scalarText ?? generatedName
    id = expand(kind.id)
  }

  /// The identity of a resource that exists.
  init(of resource: ResourceRecord, stackName: String, region: String, account: String) {
    kind = ResourceKind.of(resource.type)
    self.stackName = stackName
    self.region = region
    self.account = account
    logicalID = resource.logicalID
    seed = resource.seed
    properties = resource.properties
    name = resource.name
    id = resource.physicalID ?? ""
  }

  /// The property that names a resource of a type. For types that are not listed the rule is:
  /// `<Last word>Name` or `Name`, if the resource has it.
  static func nameProperty(of type: String, _ properties: Value) -> String? {
    if let kind = ResourceKind.listed[type] { return kind.nameProperty }
    let word = type.split(separator: ":").last ?? ""
    return ["\(word)Name", "Name"].first { properties.object?[$0]?.text != nil }
  }

  /// What a name is the only one within: the rest of what a resource of the type is found by, such as
  /// the API of a stage.
  static func scope(of type: String, _ properties: Value) -> Value.Object {
    let facts = Facts[type]
    let name = nameProperty(of: type, properties)
    var scope: Value.Object = [:]
    for path in facts?.primaryIdentifier ?? [] {
      guard let step = path.steps.first, path.steps.count == 1, step != name,
        let value = properties.object?[step]
      else { continue }
      scope[step] = value
    }
    return scope
  }

  /// An attribute, by the kind's pattern, else the property of that name, else by a rule.
  func attribute(_ attribute: String) -> Value {
    if let pattern = kind.attributes[attribute] { return .string(expand(pattern)) }
    if let value = properties.at(attribute.split(separator: ".")) { return value }
    return .string(ruled(attribute))
  }

  private var generatedName: String {
    let pattern = kind.generatedName
    let cut = pattern.utf8.lastIndex(of: UInt8(ascii: "{")) ?? pattern.startIndex
    let end = expand(String(pattern[cut...]))
    let start = expand(String(pattern[..<cut]))
    let room = max(0, kind.longestName - end.utf8.count)
    guard start.utf8.count > room else { return start + end }
    return start.prefix(max(0, room - 1)) + "-" + end
  }

  /// What an attribute may look like of which nothing but the name is known.
  private func ruled(_ attribute: String) -> String {
    let parts = kind.type.split(separator: ":").map(String.init)
    let service = (parts.count > 1 ? parts[1] : "service").lowercased()
    let noun = (parts.last ?? "resource").lowercased()
    let last = attribute.split(separator: ".").last.map(String.init) ?? attribute
    if last.hasSuffix("Arn") || last == "ARN" {
      return id.hasPrefix("arn:") ? id : expand("{arn:\(service)}:\(noun)/{name}")
    }
    if last.hasSuffix("Name") { return name }
    if last == "Id" || last.lowercased() == noun + "id" { return id }
    if last.hasSuffix("Id") { return "\(noun)-" + random(17, Letters.hex, attribute) }
    let lowered = last.lowercased()
    if lowered.contains("url") {
      return "https://\(random(12, Letters.lower, attribute)).\(service).\(region).amazonaws.com"
    }
    if lowered.contains("endpoint") || lowered.contains("dns") || lowered.contains("address") {
      return "\(random(12, Letters.lower, attribute)).\(service).\(region).amazonaws.com"
    }
    return "\(name)-\(last)"
  }

  /// A pattern with everything filled in.
  func expand(_ pattern: String) -> String {
    var text = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let token = rest[rest.index(after: open)..<close]
      text += word(String(token)) ?? "{\(token)}"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private func word(_ token: String) -> String? {
    let parts = token.split(separator: ":", maxSplits: 1).map(String.init)
    let detail = parts.count > 1 ? parts[1] : nil
    switch parts[0] {
    case "arn": return arn(detail ?? "")
    case "property": return detail.map { properties.object?[$0]?.scalarText ?? name }
    case "function": return detail.map(functionARN)
    case "bus": return bus(asPath: detail == "path")
    default: break
    }
    guard let whole = part(parts[0]) ?? randomPart(parts[0]) else { return nil }
    guard let detail else { return whole }
    if detail == "lower" { return whole.lowercased() }
    if detail == "short" { return String(whole.prefix(6)) }
    guard detail.hasPrefix("start"), let count = Int(detail.dropFirst(5)) else { return nil }
    return String(whole.prefix(count))
  }

  private func part(_ token: String) -> String? {
    switch token {
    case "name": name
    case "id": id
    case "stack": stackName
    case "logical": logicalID
    case "partition": Partition(of: region).name
    case "region": region
    case "account": account
    case "cluster": clusterName
    case "family": properties.object?["Family"]?.scalarText ?? generatedFamily
    case "group":
      properties.object?["VpcId"] != nil
        ? "sg-" + random(17, Letters.hex, "hex17")
        : properties.object?["GroupName"]?.scalarText ?? name
    case "date": "2026-01-01T00:00:00.000"
    case "address": "203.0.113." + String((Int(seed.prefix(2), radix: 16) ?? 0) % 254 + 1)
    case "uuid": Letters.uuid(of: Array(random(16, Letters.mixed, "uuid").utf8))
    case "suffix": random(12, Letters.mixed, "suffix")
    default: nil
    }
  }

  private func randomPart(_ token: String) -> String? {
    let alphabets = [
      ("hex", Letters.hex), ("lower", Letters.lower), ("upper", Letters.upper),
      ("digits", Letters.digits), ("secret", Letters.mixed),
    ]
    for (word, alphabet) in alphabets where token.hasPrefix(word) {
      let digits = token.dropFirst(word.count).prefix { $0.isNumber }
      guard let count = Int(digits) else { return nil }
      return random(count, alphabet, token)
    }
    return nil
  }

  private func random(_ count: Int, _ alphabet: [UInt8], _ purpose: String) -> String {
    Letters.text(count, of: alphabet, seed: seed, purpose: purpose)
  }

  private func arn(_ service: String) -> String {
    let place = service == "iam" ? "" : region
    return "arn:\(Partition(of: region).name):\(service):\(place):\(account)"
  }

  private func functionARN(_ property: String) -> String {
    let function = properties.object?[property]?.scalarText ?? name
    return function.hasPrefix("arn:") ? function : "\(arn("lambda")):function:\(function)"
  }

  private func bus(asPath: Bool) -> String {
    guard let bus = properties.object?["EventBusName"]?.scalarText, bus != "default" else {
      return ""
    }
    return bus + (asPath ? "/" : "|")
  }

  private var clusterName: String {
    let cluster = properties.object?["Cluster"]?.scalarText ?? "default"
    return cluster.split(separator: "/").last.map(String.init) ?? cluster
  }

  /// ECS strips what is no letter or digit from a family that it makes up itself.
  private var generatedFamily: String {
    (stackName + logicalID).filter { $0.isLetter || $0.isNumber }
      + random(12, Letters.mixed, "family")
  }
}
