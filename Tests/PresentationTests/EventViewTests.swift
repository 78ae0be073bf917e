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
}
