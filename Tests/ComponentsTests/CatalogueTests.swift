import CloudFormation
import Components
import Documents
import Stacks
import Testing

/// What holds for every component of the catalogue.
struct CatalogueTests {
  static let components = Components.catalogue.components

  @Test func namesAreDistinctAndInOrder() {
    let names = Self.components.map(\.name)
    #expect(names == Set(names).sorted())
  }

  /// Four examples at least, and no two with one title.
  @Test(arguments: components.map(\.name))
  func thereAreExamples(name: String) throws {
    let component = try #require(Components.catalogue[name])
    #expect(component.examples.count >= 4)
    #expect(Set(component.examples.map(\.title)).count == component.examples.count)
  }

  /// What a reader has to find about each field, at whatever depth.
  @Test(arguments: components.map(\.name))
  func fieldsAreDescribed(name: String) throws {
    let component = try #require(Components.catalogue[name])
    #expect(component.summary.hasSuffix("."))
    let fields = component.fields.flatMap(\.withInner)
    for field in fields {
      #expect(field.summary.hasSuffix("."), "\(field.name)")
      #expect(!field.examples.isEmpty, "\(field.name)")
    }
    for attribute in component.attributes { #expect(attribute.summary.hasSuffix(".")) }
    if let bare = component.bare { #expect(component.attribute(named: bare) != nil) }
  }

  /// The examples together write every field, at whatever depth.
  @Test(arguments: components.map(\.name))
  func examplesCoverEveryField(name: String) throws {
    let component = try #require(Components.catalogue[name])
    let words = Set(
      component.examples.flatMap { example in
        example.text.split { " \n{}[],\"".contains($0) }.filter { $0.hasSuffix(":") }
          .map { String($0.dropLast()) }
      })
    let fields = component.fields.flatMap(\.withInner).map(\.name)
    #expect(fields.filter { !words.contains($0) } == [])
  }

  /// What holds data outlives its stack in a protected environment, or leaves a snapshot, and only
  /// there.
  @Test(arguments: ExampleStack.all)
  func dataIsRetained(_ example: ExampleStack) throws {
    let holders = Components.catalogue.components.filter(\.holdsData)
    let types = Set(holders.compactMap { $0.parts.first { $0.suffix.isEmpty }?.type })
      .union(["AWS::EFS::FileSystem", "AWS::RDS::DBCluster"])
    for environment in ["local", "prod"] {
      for resource in try example.lowered(in: environment).template.resources
      where types.contains(resource.type) && !Self.isMember(resource) {
        let kept = resource.type.hasPrefix("AWS::RDS::") ? "Snapshot" : "RetainExceptOnCreate"
        let policy = environment == "prod" ? kept : "Delete"
        #expect(resource.deletionPolicy?.rawValue == policy, "\(resource.id) in \(environment)")
      }
    }
  }

  /// Whether it is a machine of a cluster, which is what holds the data.
  private static func isMember(_ resource: Template.Resource) -> Bool {
    guard case .object(let properties)? = resource[.properties] else { return false }
    return properties["DBClusterIdentifier"] != nil
  }
}

extension FieldDeclaration {
  /// The field and the fields inside its values.
  var withInner: [any FieldDeclaration] { [self] + shape.fields.flatMap(\.withInner) }
}

extension ValueShape {
  /// The fields of the mappings among the values.
  var fields: [any FieldDeclaration] {
    switch self {
    case .record(let fields): fields
    case .list(let shape, _), .map(let shape, _): shape.fields
    case .either(let shapes): shapes.flatMap(\.fields)
    case .anything, .text, .expression, .choice, .flag, .integer, .number: []
    }
  }
}
