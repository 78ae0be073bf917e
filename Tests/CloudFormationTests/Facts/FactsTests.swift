import CloudFormation
import Documents
import Testing

@Suite struct FactsTests {
  @Test func knowsEveryPublicTypeInOrder() throws {
    let names = Facts.typeNames
    #expect(names.count > 1_850)
    #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(Facts.date == "2026-10-20")
    for name in names { #expect(Facts[name]?.name == name) }
  }

  @Test(arguments: ["", "AWS::S3::Bucke", "AWS::S3::Buckets", "AWS::s3::Bucket", "Zebra", "AAA"])
  func knowsNothingElse(_ name: String) {
    #expect(Facts[name] == nil)
  }

  @Test func readsEverythingOfEveryType() throws {
    var seen: Set<SchemaFacts> = []
    for name in Facts.typeNames {
      let facts = try #require(Facts[name])
      #expect(facts.root.types.contains(.object), "\(name)")
      var waiting = [facts.root]
      while let node = waiting.popLast() {
        guard seen.insert(node).inserted else { continue }
        _ = (node.enumeration, node.enumerationInAnyCase, node.constant, node.defaultValue)
        _ = (node.minimum, node.maximum, node.pattern, node.format, node.required)
        _ = (node.dependentRequired, node.dependentExcluded, node.relationship)
        waiting += node.below
      }
      for path in facts.readOnly + facts.writeOnly + facts.createOnly
        + facts.conditionalCreateOnly + facts.deprecated + facts.primaryIdentifier
        + facts.additionalIdentifiers.flatMap(\.self) + facts.transforms.map(\.path)
      {
        #expect(facts.property(at: path)?.path == path, "\(name) \(path)")
      }
      _ = (facts.tagging, facts.lifecycle, facts.handlers, facts.reference, facts.attributes)
    }
    #expect(seen.count > 20_000)
  }

  @Test func knowsConstraints() throws {
    let bucket = try #require(Facts["AWS::S3::Bucket"])
    let status = try #require(bucket.property(at: "VersioningConfiguration/Status"))
    #expect(status.schema.types == .string)
    #expect(Set(status.schema.enumeration) == ["Enabled", "Suspended"])
    #expect(status.isRequired)
    #expect(bucket.property(at: "VersioningConfiguration")?.isRequired == false)

    let function = try #require(Facts["AWS::Lambda::Function"])
    let memory = try #require(function.property(at: "Timeout")).schema
    #expect(memory.types == .integer)
    #expect(memory.minimum == Number(1))
    #expect(function.root.required == ["Code", "Role"])
    #expect(function.root.isClosed)
  }

  @Test(
    arguments: [
      ("Tags", "Tags"), ("Tags/Key", "Tags/*/Key"), ("Tags/*/Key", "Tags/*/Key"),
      ("Tags/0/Key", "Tags/*/Key"), ("Tags/*", "Tags/*"), ("Tags/Kez", nil), ("", nil), ("*", nil),
      ("BucketName/Tags", nil),
      (
        "WebsiteConfiguration/RoutingRules/3/RedirectRule/HostName",
        "WebsiteConfiguration/RoutingRules/*/RedirectRule/HostName"
      ),
    ] as [(PropertyPath, PropertyPath?)])
  func findsProperties(_ asked: PropertyPath, _ found: PropertyPath?) {
    #expect(Facts["AWS::S3::Bucket"]?.property(at: asked)?.path == found)
  }

  @Test func definitionsMayContainThemselves() throws {
    let facts = try #require(Facts["AWS::WAFv2::WebACL"])
    let deep = PropertyPath(
      steps: ["Rules", "Statement"]
        + Array(repeating: "NotStatement", count: 9).flatMap {
          [$0, "Statement"]
        })
    let statement = try #require(facts.property(at: "Rules/Statement"))
    #expect(facts.property(at: deep)?.schema == statement.schema)
  }

  @Test func knowsTaggingHandlersAndData() throws {
    let bucket = try #require(Facts["AWS::S3::Bucket"])
    #expect(bucket.tagging?.property == "Tags")
    #expect(bucket.tagging?.isUpdatable == true)
    let create = try #require(bucket.handlers?.first { $0.operation == .create })
    #expect(create.permissions.contains("s3:CreateBucket"))
    #expect(Facts["AWS::FSx::FileSystem"]?.handlers == nil)
    #expect(Facts["AWS::ACMPCA::Certificate"]?.canUpdate == false)
    #expect(Facts["AWS::ECR::Repository"]?.data == "container images")
    #expect(Facts["AWS::BedrockAgentCore::Memory"]?.data == "memories")
    #expect(Facts["AWS::RDS::DBSnapshot"]?.holdsData == true)
    #expect(Facts["AWS::RDS::DBProxy"]?.holdsData == false)
    #expect(Facts["AWS::IAM::Role"]?.holdsData == false)
    #expect(Facts["AWS::OpsWorks::Stack"]?.lifecycle?.status == "shutdown")
  }
}

extension SchemaFacts {
  /// The nodes right below.
  fileprivate var below: [SchemaFacts] {
    properties.map(\.schema) + patternProperties.map(\.schema) + dependentSchemas.map(\.schema)
      + [items, additionalProperties, not, ifSchema, thenSchema, elseSchema].compactMap(\.self)
      + prefixItems + allOf + anyOf + oneOf
  }
}
