internal import CloudFormation
internal import Diagnostics
internal import Documents

/// What a stack is made from: a template as it was sent, and everything given with it.
struct Deployment: Sendable, Equatable {
  /// The template's text, exactly as it was sent.
  let templateBody: String
  /// The values of the parameters as they were given or written as defaults, by name.
  let parameters: [String: String]
  /// What the SSM parameters held that some of them name, by the parameter's name.
  let storedValues: [String: String]
  var tags: [Tag]
  var capabilities: [String]
  var notificationARNs: [String]
  var roleARN: String?

  /// What is deployed: the text's meaning, with its language extensions carried out.
  let template: Template
  /// Whether carrying them out made another template of it.
  let isExpanded: Bool
  /// The parameters' values as functions see them.
  let values: [String: Value]

  /// A tag of a stack.
  struct Tag: Sendable, Equatable {
    var key: String
    var value: String
  }

  /// Puts a deployment together from a template that was found sound.
  ///
  /// - Parameter expanded: What its language extensions made of it, if it asks for them.
  init(
    templateBody: String, template: Template, expanded: Template? = nil,
    parameters: ParameterValues,
    storedValues: [String: String] = [:], tags: [Tag] = [], capabilities: [String] = [],
    notificationARNs: [String] = [], roleARN: String? = nil
  ) {
    self.templateBody = templateBody
    self.template = expanded ?? template
    isExpanded = expanded != nil
    self.parameters = parameters.texts
    self.storedValues = storedValues
    var values = parameters.values
    for (name, text) in storedValues {
      if let parameter = template.parameter(name) { values[name] = parameter.value(of: text) }
    }
    self.values = values
    self.tags = tags
    self.capabilities = capabilities
    self.notificationARNs = notificationARNs
    self.roleARN = roleARN
  }

  /// The parameters in the template's order with the values that may be shown.
  var shownParameters: [(name: String, value: String, resolved: String?)] {
    template.parameters.compactMap { parameter in
      parameters[parameter.name].map {
        (parameter.name, parameter.noEcho ? Self.mask : $0, storedValues[parameter.name])
      }
    }
  }

  /// The text of the template as CloudFormation carries it out.
  var processedBody: String { isExpanded ? template.value.prettyJSON : templateBody }

  /// The template as it was sent.
  var original: Template {
    guard isExpanded, let body = Self.value(of: templateBody)?.object else { return template }
    return Template(body)
  }

  /// What stands for a value that is never shown.
  static let mask = "****"

  /// What a template's text says; nil if it is neither JSON nor YAML.
  static func value(of text: String) -> Value? {
    let first = text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let isJSON = first == UInt8(ascii: "{")
    let reading = read(
      Source(name: "template", text: text), as: isJSON ? .cloudFormationJSON : .cloudFormation)
    guard !reading.failed, reading.documents.count == 1, let root = reading.documents.first else {
      return nil
    }
    var diagnostics: [Diagnostic] = []
    let value = root.value(&diagnostics, for: .json)
    return diagnostics.hasErrors ? nil : value
  }
}
