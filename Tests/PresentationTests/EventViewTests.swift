import Documents
import Presentation
import Testing

struct EventViewTests {
  private func line(
    _ name: String, _ type: String, _ status: String, _ reason: String? = nil
  ) -> String {
    EventView(style: .plain).render(
      EventLine(
        time: Timestamp(seconds: 1_795_000_000), stack: "jobs", name: name, type: type,
        status: status, reason: reason, isFailure: reason != nil))
  }

  @Test func anEventIsALine() {
    #expect(
      line("topic", "AWS::SNS::Topic", "CREATE_COMPLETE")
        == "  11:06:40  CREATE_COMPLETE       topic  AWS::SNS::Topic\n")
  }

  @Test func aReasonStandsBelow() {
    #expect(
      line("topic", "AWS::SNS::Topic", "CREATE_FAILED", "It does not want to be")
        == "  11:06:40  CREATE_FAILED         topic  AWS::SNS::Topic\n"
        + "            It does not want to be\n")
  }

  @Test func aTypeThatDoesNotFitStandsBelow() {
    let text = line(
      "load-balancer-target", "AWS::ElasticLoadBalancingV2::TargetGroup",
      "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.last?.hasSuffix(" AWS::ElasticLoadBalancingV2::TargetGroup") == true)
  }

  /// Only a word that is longer than a line exceeds it.
  @Test(
    arguments: [5, 21, 22, 30, 31, 45, 46, 66, 68],
    ["CREATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"])
  func whateverIsLongStandsBelow(length: Int, status: String) {
    let name = String(repeating: "n", count: length)
    for type in ["AWS::SNS::Topic", "AWS::ElasticLoadBalancingV2::TargetGroup"] {
      let text = line(name, type, status, "it does not want to be, and says so at great length")
      for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(text)") }
      let words = text.split { $0 == " " || $0 == "\n" }
      #expect(words[1...3].elementsEqual([status, name, type].map { $0[...] }), "\(text)")
    }
  }

  @Test func aNameThatDoesNotFitStandsBelow() {
    let name = String(repeating: "n", count: 50)
    #expect(
      line(name, "AWS::SNS::Topic", "CREATE_COMPLETE")
        == "  11:06:40  CREATE_COMPLETE\n            \(name)  AWS::SNS::Topic\n")
  }
}
