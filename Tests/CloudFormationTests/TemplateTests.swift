import CloudFormation
import Documents
import Testing

@Suite struct TemplateTests {
  @Test func everyPartOfAResourceIsRead() throws {
    let resource = try #require(
      template(
        """
        Resources:
          Bucket:
            Type: AWS::S3::Bucket
            Condition: Wanted
            DependsOn: [One, Two]
            DeletionPolicy: Retain
            UpdateReplacePolicy: Snapshot
            Metadata: {a: 1}
            CreationPolicy: {b: 2}
            UpdatePolicy: {c: 3}
            Properties: {BucketName: x}
        """
      ).resource("Bucket"))
    #expect(resource.type == "AWS::S3::Bucket")
    #expect(resource.condition == "Wanted")
    #expect(resource.dependsOn == ["One", "Two"])
    #expect(resource.deletionPolicy == .retain)
    #expect(resource.updateReplacePolicy == .snapshot)
    #expect(resource[.metadata] == ["a": 1])
    #expect(resource[.creationPolicy] == ["b": 2])
    #expect(resource[.updatePolicy] == ["c": 3])
    #expect(resource.properties == ["BucketName": "x"])
  }

  @Test(arguments: [
    ("{}", [] as [String]),
    ("Transform: A", ["A"]),
    ("Transform: [A, {Name: B, Parameters: {x: 1}}]", ["A", "B"]),
    ("Transform: {Name: C}", ["C"]),
  ])
  func transformsAreNamed(_ text: String, _ names: [String]) {
    #expect(template(text).transforms == names)
  }

  @Test(arguments: [
    "null", "[]", "text", "{Type: 3, Properties: [], DependsOn: {}, Condition: []}",
  ])
  func accessorsBearWhatIsNoResource(_ entry: String) throws {
    let resource = try #require(template("Resources: {A: \(entry)}").resource("A"))
    #expect(resource.type == "")
    #expect(resource.properties.isEmpty)
    #expect(resource.dependsOn == [])
    #expect(resource.condition == nil)
  }

  @Test func settingAResourceKeepsTheRest() {
    let before = template("Resources: {A: {Type: X}, B: {Type: Y}}\nOutputs: {O: {Value: 1}}")
    let after = before.setting(.init(id: "A", type: "Z", properties: ["p": 1], dependsOn: ["B"]))
    #expect(
      after.value
        == yaml(
          "Resources: {A: {Type: Z, Properties: {p: 1}, DependsOn: [B]}, B: {Type: Y}}\nOutputs: {O: {Value: 1}}"
        ))
    #expect(after.resources.map(\.id) == ["A", "B"])
  }

  @Test(arguments: [
    ("A", true), ("a1B2", true), ("", false), ("a-b", false), ("a_b", false), ("á", false),
    (String(repeating: "a", count: 255), true), (String(repeating: "a", count: 256), false),
  ])
  func logicalIDsAreLettersAndDigits(_ id: String, _ isValid: Bool) {
    #expect(LogicalID.isValid(id) == isValid)
  }

  @Test(arguments: [
    ("my-bucket", "MyBucket" as String?), ("a_b c", "ABC"), ("already", "Already"), ("v2-x", "V2X"),
    ("--", nil), ("", nil),
  ])
  func logicalIDsAreMadeFromNames(_ name: String, _ id: String?) {
    #expect(LogicalID.made(from: name) == id)
  }
}
