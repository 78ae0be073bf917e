internal import CloudFormation
package import Documents

/// Why a value is not taken for a plan.
package enum PlanFormatFault: Error, Hashable, Sendable {
  /// It is something else.
  case notAPlan
  /// A newer Esteira wrote it.
  case newerVersion(Int)
  /// What should stand at the path is missing or of another kind.
  case damaged(Path)
}

extension Plan {
  /// Reads what `value` wrote.
  package init(value: Value) throws(PlanFormatFault) {
    guard case .object(let body) = value, body["format"] == "esteira-plan" else { throw .notAPlan }
    let reader = PlanReader(body: body, path: Path())
    let version = try reader.integer("version")
    guard version <= Self.formatVersion else { throw .newerVersion(version) }
    guard version == Self.formatVersion else { throw .damaged(reader.path("version")) }
    let target = try reader.object("target")
    guard let operation = Action(rawValue: try reader.text("operation")) else {
      throw .damaged(reader.path("operation"))
    }
    self.init(
      target: Target(
        environment: try target.text("environment"), stack: try target.text("stack"),
        stackName: try target.text("stackName"), account: try target.optionalText("account"),
        region: try target.optionalText("region")),
      operation: operation, desired: nil)
    if let remains = try reader.optionalObject("remains") {
      self.remains = Remains(
        stackID: try remains.text("stackID"), reason: try remains.optionalText("reason"))
    }
    if let base = try reader.optionalObject("base") {
      self.base = RecordMark(
        lineage: try base.text("lineage"), serial: try base.integer("serial"))
    }
    if let desired = try reader.optionalObject("desired") {
      self.desired = try desired.content()
    }
    for item in try reader.objects("resources") {
      resources.append(
        ResourceChange(
          id: try item.text("id"), type: try item.text("type"), before: item.body["before"],
          after: item.body["after"], hidden: try item.hiddenChanges(),
          openCondition: try item.optionalText("openCondition"), updates: try item.updates(),
          report: try item.report()))
    }
    for item in try reader.objects("outputs") {
      outputs.append(
        OutputChange(
          id: try item.text("id"), before: item.body["before"], after: item.body["after"],
          recorded: try item.optionalText("recorded"),
          openCondition: try item.optionalText("openCondition")))
    }
    for item in try reader.objects("tags") {
      tags.append(
        TagChange(
          try item.text("key"), before: try item.optionalText("before"),
          after: try item.optionalText("after")))
    }
    for item in try reader.objects("parameters") {
      parameters.append(
        ParameterChange(
          try item.text("name"), before: try item.optionalSetting("before"),
          after: try item.optionalSetting("after")))
    }
    protection = try reader.optionalFlag("protection")
    for (index, name) in try reader.texts("capabilities").enumerated() {
      guard let capability = Capability(rawValue: name) else {
        throw .damaged(Path([.key("capabilities"), .index(index)]))
      }
      capabilities.insert(capability)
    }
  }
}

/// An object of a plan, and where it stands.
struct PlanReader {
  let body: Value.Object
  let path: Path

  func path(_ key: String) -> Path { Path(path.steps + [.key(key)]) }

  func text(_ key: String) throws(PlanFormatFault) -> String {
    guard let text = try optionalText(key) else { throw .damaged(path(key)) }
    return text
  }

  func optionalText(_ key: String) throws(PlanFormatFault) -> String? {
    guard let value = body[key] else { return nil }
    guard case .string(let text) = value else { throw .damaged(path(key)) }
    return text
  }

  func integer(_ key: String) throws(PlanFormatFault) -> Int {
    guard case .number(let number)? = body[key], let value = number.int else {
      throw .damaged(path(key))
    }
    return value
  }

  func optionalFlag(_ key: String) throws(PlanFormatFault) -> Bool? {
    guard let value = body[key] else { return nil }
    guard case .bool(let flag) = value else { throw .damaged(path(key)) }
    return flag
  }

  func object(_ key: String) throws(PlanFormatFault) -> PlanReader {
    guard let object = try optionalObject(key) else { throw .damaged(path(key)) }
    return object
  }

  func optionalObject(_ key: String) throws(PlanFormatFault) -> PlanReader? {
    guard let value = body[key] else { return nil }
    guard case .object(let object) = value else { throw .damaged(path(key)) }
    return PlanReader(body: object, path: path(key))
  }

  func objects(_ key: String) throws(PlanFormatFault) -> [PlanReader] {
    guard case .array(let elements)? = body[key] else { throw .damaged(path(key)) }
    var readers: [PlanReader] = []
    for (index, element) in elements.enumerated() {
      let path = Path(path(key).steps + [.index(index)])
      guard case .object(let object) = element else { throw .damaged(path) }
      readers.append(PlanReader(body: object, path: path))
    }
    return readers
  }

  func texts(_ key: String) throws(PlanFormatFault) -> [String] {
    guard case .array(let elements)? = body[key] else { throw .damaged(path(key)) }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { throw .damaged(path(key)) }
      texts.append(text)
    }
    return texts
  }

  func optionalSetting(_ key: String) throws(PlanFormatFault) -> ParameterSetting? {
    guard let setting = try optionalObject(key) else { return nil }
    if setting.body["hidden"] == true {
      guard let value = HiddenValue(rawValue: try setting.text("value")) else {
        throw .damaged(setting.path("value"))
      }
      return .hidden(value)
    }
    if setting.body["later"] != nil { return .later(try setting.texts("later")) }
    if setting.body["awaiting"] != nil { return .awaiting(try setting.text("awaiting")) }
    return .text(try setting.text("text"))
  }

  func hiddenChanges() throws(PlanFormatFault) -> [HiddenChange] {
    guard body["hidden"] != nil else { return [] }
    var changes: [HiddenChange] = []
    for item in try objects("hidden") {
      guard let isCertain = try item.optionalFlag("certain") else {
        throw .damaged(item.path("certain"))
      }
      changes.append(
        HiddenChange(
          try item.way("path"), of: try item.texts("parameters"), isCertain: isCertain,
          effect: try item.word("effect"), ground: try item.ground()))
    }
    return changes
  }

  func way(_ key: String) throws(PlanFormatFault) -> Path {
    guard case .array(let elements)? = body[key] else { throw .damaged(path(key)) }
    var steps: [Path.Step] = []
    for element in elements {
      switch element {
      case .string(let key): steps.append(.key(key))
      case .number(let number):
        guard let index = number.int else { throw .damaged(path(key)) }
        steps.append(.index(index))
      default: throw .damaged(path(key))
      }
    }
    return Path(steps)
  }

  func content() throws(PlanFormatFault) -> StackContent {
    var content = StackContent(Template(try object("template").body))
    let parameters = try object("parameters")
    for member in parameters.body.members {
      content.parameters[member.key] = try parameters.optionalSetting(member.key)
    }
    let tags = try object("tags")
    for member in tags.body.members { content.tags[member.key] = try tags.text(member.key) }
    content.isProtected = try optionalFlag("protected") ?? false
    return content
  }
}
