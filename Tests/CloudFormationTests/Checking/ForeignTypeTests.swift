import CloudFormation
import Diagnostics
import Documents
import Testing

struct ForeignTypeTests {
  @Test(
    arguments: [
      ("Datadog::Monitors::Monitor", .foreignType), ("MyOrg::Net::Vpc::MODULE", .foreignType),
      ("AMZN::SDC::Deployment", .foreignType), ("MyOrg::MODULE", .foreignType),
      ("Custom::Thing", nil), ("Custom::A::B", nil),
      // The registry takes no such names.
      ("A::B::C", .unknownType), ("Vpc", .unknownType), ("MyOrg::Vpc", .unknownType),
      ("My-Org::Net::Vpc", .unknownType), ("MyOrg::Net::Vpc::Part", .unknownType),
      // What begins as AWS's own do is one of those, misspelt.
      ("AWS::SNS::Topik", .unknownType), ("aws::sns::topic", .unknownType),
      ("AWS::Lambda::Functions::Url", .unknownType),
    ] as [(String, CheckCode?)])
  func typesOfOthersAreNoMistakes(type: String, code: CheckCode?) {
    let found = findings(in: resource(type, "ServiceToken: here"))
    #expect(found.map(\.code) == [code].compactMap(\.self))
    #expect(found.allSatisfy { $0.severity == (code == .foreignType ? .note : .error) })
    #expect(found.allSatisfy { $0.path.description == "Resources.One.Type" && $0.hint != nil })
  }

  @Test func aTypeOfOthersIsNamedOnce() {
    let text = """
      Resources:
        A: {Type: Datadog::Monitors::Monitor}
        B: {Type: Datadog::Monitors::Downtime}
        C: {Type: Datadog::Monitors::Monitor}
      """
    #expect(findings(in: text).map(\.path.description) == ["Resources.A.Type", "Resources.B.Type"])
  }
}
