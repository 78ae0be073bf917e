import AWS
import Documents
import LocalCloud

extension TestCloud {
  /// All that tests want to say of capabilities.
  static let allCapabilities = [
    "Capabilities.member.1": "CAPABILITY_NAMED_IAM",
    "Capabilities.member.2": "CAPABILITY_AUTO_EXPAND",
  ]

  /// Asks until nothing is under way on a stack; the last state.
  @discardableResult
  func settle(_ stack: String) throws -> String {
    while true {
      let state = try status(stack)
      guard state.hasSuffix("_IN_PROGRESS"), state != "REVIEW_IN_PROGRESS" else { return state }
      wait(5)
    }
  }

  func status(_ stack: String) throws -> String {
    try describe(stack)["StackStatus"]?.text ?? ""
  }

  func describe(_ stack: String) throws -> XMLElement {
    try call("DescribeStacks", ["StackName": stack]).members("Stacks")[0]
  }

  /// Creates a stack and waits; its ARN.
  @discardableResult
  func create(
    _ template: Value, _ name: String = "demo", _ fields: [String: String] = [:]
  ) throws -> String {
    var all = Self.allCapabilities.merging(fields) { $1 }
    all["StackName"] = name
    all["TemplateBody"] = template.canonicalJSON
    let arn = try call("CreateStack", all)["StackId"]?.text ?? ""
    try settle(arn)
    return arn
  }

  /// Updates a stack and waits.
  func update(
    _ template: Value, _ name: String = "demo", _ fields: [String: String] = [:]
  ) throws {
    var all = Self.allCapabilities.merging(fields) { $1 }
    all["StackName"] = name
    all["TemplateBody"] = template.canonicalJSON
    _ = try call("UpdateStack", all)
    try settle(name)
  }

  /// Deletes a stack and waits; its last state.
  @discardableResult
  func delete(_ arn: String, _ fields: [String: String] = [:]) throws -> String {
    _ = try call("DeleteStack", fields.merging(["StackName": arn]) { $1 })
    return try settle(arn)
  }

  /// Makes a change set and waits until it is worked out; its ARN and its stack's.
  func changeSet(
    _ template: Value, stack: String, _ name: String = "changes", type: String,
    _ fields: [String: String] = [:]
  ) throws -> (id: String, stack: String) {
    var all = Self.allCapabilities.merging(fields) { $1 }
    all["StackName"] = stack
    all["ChangeSetName"] = name
    all["ChangeSetType"] = type
    all["TemplateBody"] = template.canonicalJSON
    let made = try call("CreateChangeSet", all)
    wait(100)
    return (made["Id"]?.text ?? "", made["StackId"]?.text ?? "")
  }

  /// A stack's history, oldest first, through all pages.
  func events(_ stack: String) throws -> [XMLElement] {
    var events: [XMLElement] = []
    var token: String?
    repeat {
      var fields = ["StackName": stack]
      fields["NextToken"] = token
      let page = try call("DescribeStackEvents", fields)
      events += page.members("StackEvents")
      token = page["NextToken"]?.text
    } while token != nil
    return events.reversed()
  }

  /// A stack's history in lines: `Topic CREATE_COMPLETE`, and the reason behind a colon.
  func history(_ stack: String) throws -> [String] {
    try events(stack).map { event in
      let reason = event["ResourceStatusReason"].map { ": " + $0.text } ?? ""
      let logical = event["LogicalResourceId"]?.text ?? ""
      let status = event["ResourceStatus"]?.text ?? ""
      return "\(logical) \(status)\(reason)"
    }
  }

  /// The logical and physical ids of a stack's resources.
  func resources(_ stack: String) throws -> [String: String] {
    let list = try call("ListStackResources", ["StackName": stack]).members(
      "StackResourceSummaries")
    return Dictionary(
      list.map { ($0["LogicalResourceId"]?.text ?? "", $0["PhysicalResourceId"]?.text ?? "") },
      uniquingKeysWith: { $1 })
  }

  func outputs(_ stack: String) throws -> [String: String] {
    Dictionary(
      try describe(stack).members("Outputs").map {
        ($0["OutputKey"]?.text ?? "", $0["OutputValue"]?.text ?? "")
      }, uniquingKeysWith: { $1 })
  }
}

/// A template of resources alone.
func template(_ resources: Value, outputs: Value? = nil) -> Value {
  var body: Value.Object = ["Resources": resources]
  if let outputs { body["Outputs"] = outputs }
  return .object(body)
}
