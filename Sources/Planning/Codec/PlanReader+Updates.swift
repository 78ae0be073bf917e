internal import Documents

extension PlanReader {
  /// One of a few words.
  func word<Word: RawRepresentable<String>>(
    _ key: String, as _: Word.Type = Word.self
  ) throws(PlanFormatFault) -> Word {
    guard let word = Word(rawValue: try text(key)) else { throw .damaged(path(key)) }
    return word
  }

  func flag(_ key: String) throws(PlanFormatFault) -> Bool {
    guard let flag = try optionalFlag(key) else { throw .damaged(path(key)) }
    return flag
  }

  func updates() throws(PlanFormatFault) -> [PropertyUpdate] {
    guard body["updates"] != nil else { return [] }
    var updates: [PropertyUpdate] = []
    for item in try objects("updates") {
      let movedFrom = item.body["movedFrom"] == nil ? nil : try item.integer("movedFrom")
      var causes: [PropertyUpdate.Cause] = []
      for cause in try item.objects("causes") { causes.append(try cause.cause()) }
      updates.append(
        PropertyUpdate(
          PropertyChange(
            try item.way("path"), before: item.body["before"], after: item.body["after"],
            movedFrom: movedFrom),
          isKnown: try item.flag("known"), isCertain: try item.flag("certain"),
          effect: try item.word("effect"), ground: try item.ground(), causes: causes))
    }
    return updates
  }

  private func cause() throws(PlanFormatFault) -> PropertyUpdate.Cause {
    switch try text("kind") {
    case "template": return .template
    case "parameter": return .parameter(try text("parameter"))
    case "resource":
      return .resource(try text("logicalId"), attribute: try optionalText("attribute"))
    case "stack-tags": return .stackTags
    default: throw .damaged(path("kind"))
    }
  }

  func ground() throws(PlanFormatFault) -> EffectGround? {
    guard let ground = try optionalObject("ground") else { return nil }
    switch try ground.text("kind") {
    case "create-only": return .createOnly(try ground.text("path"))
    case "conditional": return .conditional(try ground.text("path"))
    case "no-update": return .noUpdate
    case "identifier": return .identifier(try ground.text("path"))
    case "known": return .known(try ground.text("words"))
    case "unknown-type": return .unknownType
    case "macro": return .macro
    case "wording": return .wording(try ground.text("path"))
    default: throw .damaged(ground.path("kind"))
    }
  }

  func report() throws(PlanFormatFault) -> Report? {
    guard let report = try optionalObject("report") else { return nil }
    let action = try report.word("action", as: Report.Action.self)
    guard action == .modify else { return Report(action) }
    var details: [Report.Detail] = []
    for item in try report.objects("details") {
      let isStatic = try item.text("evaluation") == "Static"
      details.append(
        Report.Detail(
          try item.text("attribute"), name: try item.optionalText("name"),
          recreation: try item.word("recreation"), isStatic: isStatic,
          source: try item.word("source"), entity: try item.optionalText("entity")))
    }
    return Report(
      action, replacement: try report.word("replacement", as: Report.Replacement.self),
      details: details)
  }
}
