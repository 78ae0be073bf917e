import Documents
import Testing

/// Objects small and large, which look their members up in different ways.
struct LargeObjectTests {
  @Test(arguments: [1, 31, 32, 33, 34, 500], [false, true])
  func membersAreSetFoundAndTakenAway(count: Int, atOnce: Bool) {
    var object: Value.Object = [:]
    if atOnce {
      object = Value.Object((0..<count).map { .init("k\($0)", Value(integerLiteral: $0)) })
    } else {
      for number in 0..<count { object["k\(number)"] = Value(integerLiteral: number) }
    }
    #expect(object.members.map(\.key) == (0..<count).map { "k\($0)" })
    object["k0"] = "other"
    #expect(object["k0"] == "other")
    #expect(object["k\(count - 1)"] == (count == 1 ? "other" : Value(integerLiteral: count - 1)))
    #expect(object["none"] == nil)
    object["k0"] = nil
    object["new"] = true
    #expect(object.members.map(\.key) == (1..<count).map { "k\($0)" } + ["new"])
    for member in object.members { #expect(object[member.key] == member.value) }
    #expect(object["k0"] == nil)
  }

  @Test func keysAreToldApartByTheirCodePoints() {
    var object = Value.Object((0..<40).map { .init("k\($0)", .null) })
    object["\u{E9}"] = 1
    object["e\u{301}"] = 2
    #expect(object["\u{E9}"] == 1)
    #expect(object["e\u{301}"] == 2)
  }
}
