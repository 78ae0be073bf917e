import CloudFormation
import Documents
import TestSupport
import Testing

@testable import Presentation

struct FactsViewTests {
  @Test(arguments: ["AWS::SageMaker::Endpoint", "AWS::EC2::Volume", "AWS::SDB::Domain"])
  func type(name: String) throws {
    let facts = try #require(Facts[name])
    let golden = name.split(separator: ":").joined(separator: "-")
    expectGolden(FactsView().render(facts), "facts-\(golden).txt")
    expectGolden(FactsReport.value(facts).prettyJSON + "\n", "facts-\(golden).json")
  }

  @Test(arguments: [
    ("AWS::S3::Bucket", "LifecycleConfiguration/Rules/Status"),
    ("AWS::KMS::Key", "KeySpec"), ("AWS::DynamoDB::Table", "BillingMode"),
    ("AWS::Lambda::Function", "Code"), ("AWS::ECS::TaskDefinition", "ContainerDefinitions"),
  ])
  func property(name: String, path: String) throws {
    let facts = try #require(Facts[name])
    let property = try #require(facts.property(at: PropertyPath(path)))
    let golden = "facts-" + (name + ":" + path).split { ":/".contains($0) }.joined(separator: "-")
    expectGolden(FactsView().render(property, of: facts), golden + ".txt")
    expectGolden(FactsReport.value(property, of: facts).prettyJSON + "\n", golden + ".json")
  }

  @Test func nothingIsWiderThanTheTerminal() throws {
    for name in Facts.typeNames {
      let facts = try #require(Facts[name])
      var texts = [FactsView().render(facts)]
      for member in facts.root.properties {
        let property = try #require(facts.property(at: PropertyPath(steps: [member.name])))
        texts.append(FactsView().render(property, of: facts))
      }
      let wide = texts.flatMap { $0.split(separator: "\n") }.filter { DisplayWidth.of($0) > 80 }
      #expect(wide == [], "\(name)")
    }
  }
}
