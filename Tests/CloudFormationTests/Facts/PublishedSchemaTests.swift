import CloudFormation
import Diagnostics
import Documents
import TestSupport
import Testing

/// Every type and every property, against the schemas as somebody else packed them.
@Suite(.enabled(if: IndependentData.isHere))
struct PublishedSchemaTests {
  @Test func everyNodeSaysWhatItsSchemaSays() throws {
    var count = 0
    for (name, schema) in try IndependentFacts.types("schemas/all.json") {
      let facts = try #require(Facts[name], "\(name)")
      var comparison = SchemaComparison(type: name, schema: schema)
      comparison.compare(schema, facts.root, at: PropertyPath(steps: []))
      #expect(comparison.differences.prefix(5) == [])
      for path in comparison.paths {
        #expect(facts.property(at: path)?.path == path, "\(name) \(path)")
      }
      count += comparison.paths.count
    }
    #expect(count > 30_000)
  }

  @Test func everyListNamesTheSamePaths() throws {
    for (name, schema) in try IndependentFacts.types("schemas/all.json") {
      let facts = try #require(Facts[name])
      let lists = [
        ("readOnly", facts.readOnly), ("writeOnly", facts.writeOnly),
        ("createOnly", facts.createOnly), ("deprecated", facts.deprecated),
        ("conditionalCreateOnly", facts.conditionalCreateOnly),
        ("primaryIdentifier", facts.primaryIdentifier),
      ]
      for (list, ours) in lists {
        let theirs = (schema[list]?.elements ?? []).compactMap(\.text)
        #expect(
          ours.map(\.withoutItems) == theirs.map { PropertyPath($0).withoutItems },
          "\(name) \(list)")
      }
    }
  }

  @Test func everyTypeHasItsHandlersTaggingAndLifecycle() throws {
    for (name, schema) in try IndependentFacts.types("schemas/all.json") {
      let facts = try #require(Facts[name])
      let handlers = Dictionary(
        uniqueKeysWithValues: (facts.handlers ?? []).map { ("\($0.operation)", $0.permissions) })
      let theirs = schema["handlers"]?.members.mapValues { $0.elements.compactMap(\.text).sorted() }
      #expect(handlers == theirs ?? [:], "\(name)")
      for handler in facts.handlers ?? [] {
        let minutes = schema["timeouts"]?["\(handler.operation)"]?.integer
        #expect(handler.timeoutMinutes == minutes, "\(name) \(handler.operation)")
      }
      #expect(facts.lifecycle?.status == schema["lifecycle"]?["status"]?.text, "\(name)")
      #expect(facts.lifecycle?.date == schema["lifecycle"]?["date"]?.text, "\(name)")
      #expect(
        facts.isDeletedBeforeReplacement
          == (schema["replacementStrategy"]?.text == "delete_then_create"), "\(name)")
      if case .bool(let taggable)? = schema["tagging"]?["taggable"] {
        #expect(facts.tagging?.isTaggable == taggable, "\(name)")
      }
      if facts.tagging?.isTaggable == true, let property = schema["tagging"]?["tagProperty"]?.text {
        #expect(facts.tagging?.property.description == property, "\(name)")
      }
    }
  }

  @Test func everyTypeOnThePublishedListHoldsData() throws {
    let list = try IndependentFacts.read("schemas/StatefulResources.json")["ResourceTypes"]
    let names = try #require(list).members.keys
    #expect(names.count > 20)
    for name in names { #expect(Facts[name]?.holdsData == true, "\(name)") }
  }
}

/// What other people's files say of types.
enum IndependentFacts {
  /// A file that is one object of types.
  static func types(_ path: String) throws -> [(name: String, schema: Value)] {
    let types = try read(path).members
    try #require(types.count > 200)
    return types.map { ($0.key, $0.value) }.sorted { $0.name < $1.name }
  }

  static func read(_ path: String) throws -> Value {
    let source = Source(name: path, bytes: try IndependentData.bytes(path))
    let reading = Documents.read(source, as: .json)
    var diagnostics = reading.diagnostics
    return try #require(reading.documents.first).value(&diagnostics)
  }
}

extension Value {
  /// The members of an object by key.
  var members: [String: Value] {
    guard case .object(let object) = self else { return [:] }
    return Dictionary(
      object.members.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// A whole number.
  var integer: Int? {
    if case .number(let number) = self { number.int } else { nil }
  }
}

extension PropertyPath {
  /// The path as sources write it that leave out where an item is entered.
  var withoutItems: PropertyPath { PropertyPath(steps: steps.filter { $0 != "*" }) }
}
