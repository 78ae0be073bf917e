import AWS
import Diagnostics
import Documents
import Foundation
import LocalCloud
import Testing

/// The cloud's folder.
struct FolderStoreTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("esteira-local-\(UUID().uuidString)").path

  private func withFolder(_ body: () throws -> Void) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body()
  }

  @Test func stacksAreThereAgain() throws {
    try withFolder {
      let topic: Value = template(["Topic": ["Type": "AWS::SNS::Topic"]])
      var arn = ""
      do {
        let cloud = try TestCloud(store: try FolderStore(at: folder + "/deep/er"))
        arn = try cloud.create(topic)
      }
      let cloud = try TestCloud(store: try FolderStore(at: folder + "/deep/er"))
      #expect(try cloud.status(arn) == "CREATE_COMPLETE")
      let file = try #require(
        try FileManager.default.contentsOfDirectory(atPath: folder + "/deep/er/stacks").first)
      // The values of parameters with `NoEcho` lie there: nobody else may read them.
      for (path, mode) in [
        ("/deep", 0o700), ("/deep/er/stacks", 0o700), ("/deep/er/stacks/" + file, 0o600),
      ] {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + path)
        #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
      }
    }
  }

  @Test func oneProcessAtATime() throws {
    try withFolder {
      let store = try FolderStore(at: folder)
      let fault = #expect(throws: LocalCloudFault.self) { try FolderStore(at: folder) }
      #expect(fault?.code == .folderInUse)
      #expect(fault?.message.contains("process \(getpid())") == true)
      withExtendedLifetime(store) {}
    }
  }

  @Test func aFileInTheFoldersPlaceIsNamed() throws {
    try withFolder {
      try Data().write(to: URL(fileURLWithPath: folder))
      let fault = #expect(throws: LocalCloudFault.self) { try FolderStore(at: folder) }
      #expect(fault?.code == .unusableFolder)
      #expect(fault?.message.contains(folder) == true)
    }
  }

  @Test(arguments: [
    ("", LocalCloudCode.damagedData), ("{\"format\":", .damagedData), ("{}", .damagedData),
    (#"{"format":"esteira-local-stack","stack":{},"version":1}"#, .damagedData),
    (#"{"format":"esteira-local-stack","stack":{},"version":2}"#, .newerData),
  ])
  func whatIsNoStackIsRefused(_ text: String, _ code: LocalCloudCode) throws {
    let store = InMemoryStore([StoredFile(name: "bad.json", bytes: Array(text.utf8))])
    let fault = #expect(throws: LocalCloudFault.self) { try LocalCloud(store: store) }
    #expect(fault?.code == code)
    #expect(fault?.message.contains("bad.json") == true)
  }

  @Test func everyDamagedByteIsRefusedOrHarmless() throws {
    let store = InMemoryStore()
    let cloud = try TestCloud(store: store)
    try cloud.create(template(["Topic": ["Type": "AWS::SNS::Topic"]]))
    let file = store.load()[0]
    var refusals = 0
    for index in file.bytes.indices {
      var bytes = file.bytes
      bytes[index] = UInt8(ascii: "#")
      do {
        _ = try LocalCloud(store: InMemoryStore([StoredFile(name: file.name, bytes: bytes)]))
      } catch {
        #expect(error.code == .damagedData || error.code == .newerData)
        refusals += 1
      }
    }
    #expect(refusals > file.bytes.count / 3)
  }

  @Test func faultsAreReadFromTheFolder() throws {
    let text = """
      throttle-every: 3
      fail:
        - resource: AWS::SNS::Topic
          reason: no more topics
        - {resource: Late, action: create, late: true}
      """
    let cloud = try TestCloud(store: InMemoryStore(faults: text))
    let body: Value = template(["Topic": ["Type": "AWS::SNS::Topic"]])
    _ = try cloud.call("CreateStack", ["StackName": "demo", "TemplateBody": body.canonicalJSON])
    cloud.wait(1000)
    #expect(try cloud.status("demo") == "ROLLBACK_COMPLETE")
    #expect(throws: Refused(status: 400, code: "Throttling", message: "Rate exceeded")) {
      try cloud.status("demo")
    }
    #expect(try cloud.history("demo").contains("Topic CREATE_FAILED: no more topics"))
  }

  @Test(arguments: [
    "[]", "fail: yes", "fail: [{}]", "fail: [{resource: A, action: explode}]",
    "fail: [{resource: A, when: now}]", "throttle-every: 1", "other: 1", "{",
    "fail: [{resource: A, late: maybe}]",
  ])
  func aMistakenFaultPlanIsRefused(_ text: String) throws {
    let fault = #expect(throws: LocalCloudFault.self) {
      try LocalCloud(store: InMemoryStore(faults: text))
    }
    #expect(fault?.code == .badFaultPlan)
  }
}
