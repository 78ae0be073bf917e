import AWS
import Documents
import TestSupport
import Testing

/// Whole lives of stacks that ran on AWS: made, changed and deleted by change sets.
@Suite(.enabled(if: IndependentData.isHere))
struct RecordedChangeSetTests {
  @Test func thereAreRecordings() {
    #expect(RecordedChangeSet.all.count >= 25)
  }

  @Test(arguments: RecordedChangeSet.all)
  func aStackLivesAsItDidOnAWS(_ record: RecordedChangeSet) throws {
    let cloud = try TestCloud()
    var stack = ""
    for (number, type) in [(1, "CREATE"), (2, "UPDATE")] {
      let made = try cloud.changeSet(
        record.template(number), stack: "demo", type: type, record.parameters(number))
      stack = made.stack
      let description = try cloud.call("DescribeChangeSet", ["ChangeSetName": made.id])
      #expect(description["Status"]?.text == "CREATE_COMPLETE")
      let changes = description.members("Changes").map {
        RecordedChangeSet.comparable($0["ResourceChange"]?.asValue ?? .null)
      }
      #expect(changes.sortedByText == record.changes(number), "change set \(number)")
      let valued = try cloud.call(
        "DescribeChangeSet", ["ChangeSetName": made.id, "IncludePropertyValues": "true"])
      let values = valued.members("Changes").map {
        RecordedChangeSet.valued($0["ResourceChange"]?.asValue ?? .null)
      }
      #expect(values.sortedByText == record.valuedChanges(number), "values \(number)")
      _ = try cloud.call("ExecuteChangeSet", ["ChangeSetName": made.id])
      #expect(try cloud.settle(stack) == (number == 1 ? "CREATE_COMPLETE" : "UPDATE_COMPLETE"))
    }
    try cloud.delete(stack)
    let events = try cloud.events(stack)
    for (logicalID, states) in record.states {
      let isStack = !record.resources.contains(logicalID)
      let own = events.filter {
        $0["LogicalResourceId"]?.text == (isStack ? "demo" : logicalID)
      }.compactMap { $0["ResourceStatus"]?.text }.reducedStates
      // Some recordings end before the stack was deleted.
      #expect(Array(own.prefix(states.count)) == states, "\(logicalID)")
      #expect(own.dropFirst(states.count).allSatisfy { $0.hasPrefix("DELETE_") }, "\(logicalID)")
    }
  }
}
