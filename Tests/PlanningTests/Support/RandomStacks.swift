import CloudFormation
import Documents
import Planning
import TestSupport

/// Makes stacks that differ from each other in every way a plan knows.
struct RandomStacks {
  var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func stack() -> StackContent {
    let ids = ["A", "B", "C", "D", "E"].filter { _ in pick(3) > 0 }
    var resources: [Value.Object.Member] = []
    for (index, id) in ids.enumerated() {
      var body: Value.Object = ["Type": .string(["X", "Y"][pick(8) == 0 ? 1 : 0])]
      var properties: [Value.Object.Member] = []
      for key in ["P", "Q", "R", "S"] where pick(3) > 0 {
        properties.append(.init(key, value(depth: 3, Array(ids[..<index]))))
      }
      if pick(2) == 0 { properties.append(.init("Tags", tags())) }
      body["Properties"] = .object(Value.Object(properties.shuffled(using: &random)))
      if index > 0, pick(4) == 0 { body["DependsOn"] = .array([.string(ids[0])]) }
      if pick(4) == 0 { body["Condition"] = "Sometimes" }
      if pick(5) == 0 { body["DeletionPolicy"] = "Retain" }
      resources.append(.init(id, .object(body)))
    }
    var template = Template([
      "Parameters": ["Text": ["Type": "String"], "Secret": ["Type": "String", "NoEcho": true]],
      "Conditions": ["Sometimes": ["Fn::Equals": [["Ref": "Text"], "a"]]],
      "Resources": .object(Value.Object(resources.shuffled(using: &random))),
    ])
    var outputs: Value.Object = [:]
    for id in ["One", "Two"] where pick(2) == 0 { outputs[id] = ["Value": value(depth: 1, ids)] }
    template.body["Outputs"] = .object(outputs)
    return StackContent(
      template, parameters: ["Text": .text(["a", "b"][pick(2)]), "Secret": .hidden(.recorded)],
      tags: pick(2) == 0 ? [:] : ["team": ["x", "y"][pick(2)]])
  }

  /// A stack that is mostly the same as another.
  mutating func neighbour(of stack: StackContent) -> StackContent {
    var next = stack
    let other = self.stack()
    for resource in other.template.resources where pick(3) == 0 {
      next.template = next.template.setting(resource)
    }
    if pick(3) == 0 { next.parameters = other.parameters }
    if pick(3) == 0 { next.tags = other.tags }
    return next
  }

  mutating func value(depth: Int, _ ids: [String]) -> Value {
    switch pick(depth > 0 ? 9 : 5) {
    case 0: return .string(["a", "b", "", "é", "e\u{301}"][pick(5)])
    case 1: return .number(Number(spelling: ["1", "1.0", "2", "10", "1e1"][pick(5)]))
    case 2: return .bool(pick(2) == 0)
    case 3: return ["Ref": ["Text", "Secret", "AWS::Region"][pick(3)].value]
    case 4:
      guard let id = ids.randomElement(using: &random) else { return "none" }
      return pick(2) == 0
        ? ["Ref": .string(id)] : ["Fn::Sub": .string("x-${\(id).Arn}-${Text}")]
    case 5: return .array((0..<pick(5)).map { _ in value(depth: depth - 1, ids) })
    case 6: return named(depth: depth - 1, ids)
    default:
      return .object(
        Value.Object(
          ["k", "l", "m"].shuffled(using: &random).prefix(pick(4)).map {
            .init($0, value(depth: depth - 1, ids))
          }))
    }
  }

  private mutating func tags() -> Value {
    .array(
      ["a", "b", "c"].shuffled(using: &random).prefix(pick(4)).map {
        ["Key": .string($0), "Value": .string(["1", "2"][pick(2)])]
      })
  }

  private mutating func named(depth: Int, _ ids: [String]) -> Value {
    .array(
      ["n1", "n2", "n3"].shuffled(using: &random).prefix(pick(4)).map {
        ["Name": .string($0), "Value": value(depth: max(depth, 0), ids)]
      })
  }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
}

extension String {
  fileprivate var value: Value { .string(self) }
}
