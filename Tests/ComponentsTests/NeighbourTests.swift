import CloudFormation
import Components
import Stacks
import Testing

/// Services that stand beside each other in a stack.
struct NeighbourTests {
  private static func service(_ name: String, _ more: String = "") -> String {
    "  \(name): {type: fargate-service, image: \"nginx:1\", network: \"${n}\"\(more)}\n"
  }

  /// What services share belongs to none of them.
  @Test func theOrderOfServicesChangesNothing() throws {
    let head = "stack: s\nresources:\n  n: {type: network}\n  x: {type: bucket}\n"
    let (a, b) = (Self.service("a", ", depends-on: [x]"), Self.service("b"))
    let one = try #require(try Lowered(head + a + b).stack)
    let other = try #require(try Lowered(head + b + a).stack)
    #expect(one.json == other.json)
    #expect(one.template.resource("ServicesCluster")?[.dependsOn] == nil)
    #expect(one.template.resource("A")?[.dependsOn] != nil)
  }

  @Test func partsAreCalledByWhatTheyAre() throws {
    let text = "stack: s\nresources:\n  n: {type: network}\n" + Self.service("a")
    let stack = try #require(try Lowered(text).stack)
    let words = Dictionary(
      stack.resources.map { ($0.logicalID, $0.words) }, uniquingKeysWith: { first, _ in first })
    #expect(words["N"] == "n")
    #expect(words["NPrivateSubnet1"] == "n (PrivateSubnet1)")
    #expect(words["ServicesCluster"] == "ServicesCluster")
    #expect(Set(words.values).count == words.count)
  }
}
