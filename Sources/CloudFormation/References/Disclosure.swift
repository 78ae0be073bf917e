internal import Documents

/// What a template shows of the values that it marks `NoEcho`: outputs that are made of them, or
/// may be. What cannot be followed to its end is taken for telling.
///
/// What a condition chooses does not count: its branches stand in the template.
package struct Disclosure: Sendable {
  /// The outputs that tell, of those that the template has once its loops are unrolled.
  package let outputs: Set<String>
  /// All that it has.
  private let known: Set<String>
  /// Whether anything is marked.
  private let hasSecrets: Bool

  /// - Parameter given: The values of parameters, as far as they are known and no secrets.
  package init(of template: Template, parameters given: [String: String] = [:]) {
    let secret = Set(template.parameters.filter(\.noEcho).map(\.name))
    hasSecrets = !secret.isEmpty
    guard hasSecrets else {
      (outputs, known) = ([], [])
      return
    }
    var values = ParameterValues(for: template, given: given).values
    for name in secret { values[name] = nil }
    let expanded = Expansion(of: template, known: Surroundings(parameters: values)).template
    var search = DisclosureSearch(of: expanded, secret)
    var told: Set<String> = []
    var known: Set<String> = []
    for output in expanded.outputs {
      known.insert(output.id)
      if search.tells(.output(output.id)) { told.insert(output.id) }
    }
    (outputs, self.known) = (told, known)
  }

  /// Whether an output tells. One that the template does not name comes of what is not known.
  package func tells(output id: String) -> Bool {
    outputs.contains(id) || hasSecrets && !known.contains(id)
  }
}

/// Follows what is named to what tells, each part of a template once.
private struct DisclosureSearch {
  /// A part of a template.
  enum Part: Hashable {
    case output(String)
    case named(Reference.Target)
    /// All properties of a resource.
    case properties(String)
    /// One of them, or what it is deeper down.
    case property(String, [String])
  }

  private let template: Template
  private let secret: Set<String>
  private let parameters: Set<String>
  private let resources: [String: Template.Resource]
  private var settled: [Part: Bool] = [:]

  init(of template: Template, _ secret: Set<String>) {
    self.template = template
    self.secret = secret
    parameters = Set(template.parameters.map(\.name))
    resources = Dictionary(
      template.resources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a part shows a secret. Without recursion, since chains may be long: what can be come
  /// to is gathered first, then what tells is carried back.
  mutating func tells(_ part: Part) -> Bool {
    if let known = settled[part] { return known }
    var found: Set<Part> = [part]
    var users: [Part: [Part]] = [:]
    var telling: [Part] = []
    var open = [part]
    while let next = open.popLast() {
      guard let uses = uses(of: next) else {
        telling.append(next)
        continue
      }
      for use in uses {
        if let known = settled[use] {
          if known { telling.append(next) }
          continue
        }
        users[use, default: []].append(next)
        if found.insert(use).inserted { open.append(use) }
      }
    }
    for part in found { settled[part] = false }
    while let next = telling.popLast() {
      guard settled.updateValue(true, forKey: next) != true else { continue }
      telling += users[next] ?? []
    }
    return settled[part] == true
  }

  /// What a part is made of; nil if it tells by itself.
  private func uses(of part: Part) -> [Part]? {
    switch part {
    case .output(let id): uses(of: template.output(id)?.entry ?? .null)
    case .properties(let id): resources[id].flatMap { uses(of: $0[.properties] ?? .null) }
    case .property(let id, let steps): resources[id].flatMap { uses(of: Self.value(steps, of: $0)) }
    case .named(.ref(let name)):
      if secret.contains(name) {
        nil
      } else if let resource = resources[name] {
        identity(of: resource)
      } else {
        // Something else is made by a macro.
        parameters.contains(name) || name.hasPrefix("AWS::") ? [] : nil
      }
    case .named(.attribute(let name, let attribute)):
      resources[name].flatMap { uses(of: attribute, of: $0) }
    case .named(.condition), .named(.dependsOn), .named(.mapping), .named(.export): []
    }
  }

  private func uses(of value: Value) -> [Part]? {
    let (found, isAll) = References.reading(value)
    return isAll ? found.map { .named($0.target) } : nil
  }

  /// What an attribute is made of: the property of its name, if it is one; else AWS makes it, of
  /// what the resource is called by. What is no type of AWS's may give back whatever it was given.
  private func uses(of attribute: String?, of resource: Template.Resource) -> [Part]? {
    guard let attribute, let facts = Facts[resource.type], facts.hasAttribute(attribute),
      !facts.attributes.contains(where: { $0.hasSuffix("*") })
    else { return [.properties(resource.id)] }
    var steps: [String] = []
    var value = resource[.properties] ?? [:]
    for step in attribute.split(separator: ".").map(String.init) {
      // What a function gives has no members to go on by.
      guard let object = value.object, Intrinsic.call(in: object) == nil else { break }
      guard let next = object[step] else {
        return (steps.isEmpty ? [] : [.property(resource.id, steps)]) + identity(of: resource)
      }
      steps.append(step)
      value = next
    }
    return [steps.isEmpty ? .properties(resource.id) : .property(resource.id, steps)]
  }

  /// What the name of a resource is made of, which is in its ARN, its address and the like.
  private func identity(of resource: Template.Resource) -> [Part] {
    guard let facts = Facts[resource.type], let properties = resource[.properties]?.object,
      Intrinsic.call(in: properties) == nil
    else { return [.properties(resource.id)] }
    let paths = facts.primaryIdentifier + facts.additionalIdentifiers.joined() + facts.createOnly
    let names = Set(paths.compactMap(\.steps.first))
    return properties.members.map(\.key).filter(names.contains).map { .property(resource.id, [$0]) }
  }

  private static func value(_ steps: [String], of resource: Template.Resource) -> Value {
    steps.reduce(resource[.properties] ?? [:]) { $0.object?[$1] ?? .null }
  }
}
