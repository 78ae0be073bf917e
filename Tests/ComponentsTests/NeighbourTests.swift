import CloudFormation
import Components
import Diagnostics
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

  /// A prefix does not make a part.
  @Test(arguments: ["s", "services"])
  func whatServicesShareIsNoPartOfOne(name: String) throws {
    let text = "stack: x\nresources:\n  n: {type: network}\n" + Self.service(name)
    let stack = try #require(try Lowered(text).stack)
    let cluster = try #require(stack.resources.first { $0.logicalID == "ServicesCluster" })
    #expect(cluster.words == "ServicesCluster")
  }

  // MARK: Services that name each other

  private static let head = "stack: s\nresources:\n  n: {type: network}\n"

  /// Both orders of two services.
  private static func orders(_ one: String, _ other: String) throws -> [Lowered] {
    [try Lowered(head + one + other), try Lowered(head + other + one)]
  }

  @Test func addressesOfEachOtherAreTheSameInAnyOrder() throws {
    func service(_ name: String, _ other: String) -> String {
      let balancer =
        "{scheme: internal, domain: \(name).example.com, certificate: \"arn:aws:acm:us-east-1:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab\"}"
      return Self.service(
        name,
        ", port: 80, load-balancer: \(balancer), environment: {OTHER: \"${\(other).url}\"}")
    }
    let orders = try Self.orders(service("web", "api"), service("api", "web"))
    for lowered in orders {
      #expect(!lowered.diagnostics.hasErrors, "\(lowered.diagnostics.map(\.message))")
      let json = try #require(lowered.stack?.json)
      #expect(json.contains("https://web.example.com") && json.contains("https://api.example.com"))
    }
    #expect(orders[0].stack?.json == orders[1].stack?.json)
  }

  @Test func aCallerMayKnowTheAddressOfWhatItCalls() throws {
    let web = Self.service("web", ", port: 80, environment: {API: \"${api.url}\"}")
    let api = Self.service(
      "api", ", port: 80, load-balancer: {scheme: internal}, callers: [\"${web}\"]")
    let orders = try Self.orders(web, api)
    for lowered in orders {
      #expect(!lowered.diagnostics.hasErrors, "\(lowered.diagnostics.map(\.message))")
    }
    #expect(orders[0].stack?.json == orders[1].stack?.json)
  }

  @Test func aMissingBalancerIsToldInAnyOrder() throws {
    let api = Self.service(
      "api",
      ", port: 80, load-balancer: {scheme: internal}, environment: {WEB: \"${web.url}\"}")
    let web = Self.service("web", ", port: 80, environment: {API: \"${api.url}\"}")
    for lowered in try Self.orders(api, web) {
      #expect(
        lowered.diagnostics.map(\.message).contains {
          $0.contains("`web` has no `url`: it has no `load-balancer`")
        }, "\(lowered.diagnostics.map(\.message))")
    }
  }

  @Test func ringsOfCallersAreToldInAnyOrder() throws {
    func service(_ name: String, _ caller: String) -> String {
      Self.service(name, ", port: 80, callers: [\"${\(caller)}\"]")
    }
    for lowered in try Self.orders(service("a", "b"), service("b", "a")) {
      #expect(lowered.diagnostics.map(\.code) == [StackCode.cycle.code])
    }
  }

  /// As deep as it is long, a chain would take more stack than there is.
  @Test(arguments: [false, true])
  func longChainsOfCallersAreRead(isRing: Bool) throws {
    let count = 250
    let services = (0..<count).map { index in
      let isLast = index == count - 1
      let caller = isLast ? (isRing ? "s0" : nil) : "s\(index + 1)"
      return Self.service(
        "s\(index)", caller.map { ", port: 80, callers: [\"${\($0)}\"]" } ?? ", port: 80")
    }
    let lowered = try Lowered(Self.head + services.joined())
    if isRing {
      #expect(lowered.diagnostics.map(\.code).allSatisfy { $0 == StackCode.cycle.code })
      #expect(lowered.diagnostics.count == 1)
    } else {
      #expect(!lowered.diagnostics.hasErrors, "\(lowered.diagnostics.prefix(3).map(\.message))")
    }
  }
}
