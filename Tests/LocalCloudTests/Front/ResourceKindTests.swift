import Documents
import Testing

@testable import LocalCloud

/// The table of resource types.
struct ResourceKindTests {
  @Test(arguments: ResourceKind.listed.keys.sorted())
  func everyPatternCanBeFilledIn(_ type: String) {
    let identity = PhysicalIdentity(
      type: type, logicalID: "It", properties: [:], seed: "seed", stackName: "demo",
      region: "us-east-1", account: "000000000000")
    var texts = [identity.id, identity.name]
    for attribute in identity.kind.attributes.keys {
      texts.append(identity.attribute(attribute).scalarText ?? "")
    }
    for text in texts {
      #expect(!text.isEmpty)
      #expect(!text.contains("{"), "\(text)")
    }
  }

  @Test func noTypeIsListedTwice() {
    let all = ResourceKind.application + ResourceKind.serving + ResourceKind.network
    #expect(all.count == ResourceKind.listed.count)
  }
}
