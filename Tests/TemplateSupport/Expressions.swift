package import CloudFormation
package import Documents

/// Makes expressions that fit the template beside them, and now and then some that don't.
package enum Expressions {
  /// What the expressions refer to; made anew each time, since the sanitizer that looks for leaks
  /// cannot follow the pointers of a global one.
  package static var template: Template {
    Template([
      "Transform": "AWS::LanguageExtensions",
      "Parameters": [
        "Text": ["Type": "String"], "Word": ["Type": "String"], "Count": ["Type": "Number"],
        "List": ["Type": "CommaDelimitedList"],
        "Stored": ["Type": "AWS::SSM::Parameter::Value<String>"],
      ],
      "Mappings": ["Map": ["a": ["x": "first", "y": ["p", "q"]], "b": ["x": 2]]],
      "Conditions": [
        "Is": ["Fn::Equals": [["Ref": "Text"], "a"]],
        "Not": ["Fn::Not": [["Condition": "Is"]]],
        "Both": [
          "Fn::And": [["Condition": "Is"], ["Fn::Equals": [["Ref": "Word"], ["Ref": "Text"]]]]
        ],
        "Either": ["Fn::Or": [["Condition": "Not"], ["Fn::Equals": [["Ref": "Count"], 2]]]],
      ],
      "Resources": ["One": ["Type": "T"], "Two": ["Type": "T"]],
    ])
  }

  /// An expression of any kind.
  package static func any(_ choices: inout Choices, depth: Int = 5) -> Value {
    switch choices.number(below: 16) {
    case 0...6: text(&choices, depth)
    case 7...10: list(&choices, depth)
    case 11: condition(&choices, depth)
    case 12: object(&choices, depth)
    case 13: oddity(&choices, depth)
    default: scalar(&choices)
    }
  }

  /// An expression that mostly comes to a text.
  private static func text(_ choices: inout Choices, _ depth: Int) -> Value {
    guard depth > 0 else { return leaf(&choices) }
    let below = depth - 1
    switch choices.number(below: 16) {
    case 0...2: return leaf(&choices)
    case 3, 4: return ["Fn::Sub": .string(subText(&choices))]
    case 5:
      return [
        "Fn::Sub": [
          .string(subText(&choices)),
          ["own": mostly(text, &choices, below), "Text": mostly(text, &choices, below)],
        ]
      ]
    case 6, 7: return ["Fn::Join": [.string(word(&choices)), list(&choices, below)]]
    case 8: return ["Fn::Select": [position(&choices, below), list(&choices, below)]]
    case 9: return lookUp(&choices, below)
    case 10: return ["Fn::Base64": mostly(text, &choices, below)]
    case 11, 12: return branch(&choices, below, text)
    case 13:
      let content = choices.number(below: 2) == 0 ? object : list
      return ["Fn::ToJsonString": mostly(content, &choices, below)]
    case 14:
      return choices.number(below: 2) == 0
        ? ["Fn::ImportValue": mostly(text, &choices, below)] : ["Ref": text(&choices, below)]
    default: return ["Fn::GetAtt": [text(&choices, below), text(&choices, below)]]
    }
  }

  private static func lookUp(_ choices: inout Choices, _ depth: Int) -> Value {
    var arguments = [
      choices.one(of: ["Map", "Map", "None"]), text(&choices, depth), text(&choices, depth),
    ]
    if choices.number(below: 2) == 0 {
      arguments.append(["DefaultValue": any(&choices, depth: depth)])
    }
    return ["Fn::FindInMap": .array(arguments)]
  }

  /// What is expected in a place, and now and then something else.
  private static func mostly(
    _ make: (inout Choices, Int) -> Value, _ choices: inout Choices, _ depth: Int
  ) -> Value {
    choices.number(below: 6) == 5 ? any(&choices, depth: depth) : make(&choices, depth)
  }

  /// An expression that mostly comes to a list.
  private static func list(_ choices: inout Choices, _ depth: Int) -> Value {
    guard depth > 0 else { return ["a", "b"] }
    let below = depth - 1
    switch choices.number(below: 10) {
    case 0: return ["Ref": "List"]
    case 1: return ["Fn::GetAZs": text(&choices, below)]
    case 2: return ["Fn::Split": [.string(word(&choices)), text(&choices, below)]]
    case 3:
      return [
        "Fn::Cidr": [
          choices.one(of: ["10.0.0.0/16", "2001:db8::/56", text(&choices, below)]),
          position(&choices, below), choices.one(of: [8, "8", 64]),
        ]
      ]
    case 4: return branch(&choices, below, list)
    case 5:
      return choices.number(below: 2) == 0
        ? ["Fn::FindInMap": ["Map", "a", "y"]] : lookUp(&choices, below)
    default:
      return .array((0..<choices.number(below: 4)).map { _ in any(&choices, depth: below) })
    }
  }

  /// An expression that mostly comes to a boolean.
  package static func condition(_ choices: inout Choices, _ depth: Int) -> Value {
    guard depth > 0 else { return ["Condition": "Is"] }
    let below = depth - 1
    switch choices.number(below: 7) {
    case 0: return ["Fn::Equals": [any(&choices, depth: below), any(&choices, depth: below)]]
    case 1: return ["Fn::And": operands(&choices, below, 2)]
    case 2: return ["Fn::Or": operands(&choices, below, 2)]
    case 3: return ["Fn::Not": operands(&choices, below, 1)]
    case 4:
      return [
        "Fn::Contains": [mostly(list, &choices, below), mostly(text, &choices, below)]
      ]
    case 5:
      return [
        "Fn::EachMemberIn": [mostly(list, &choices, below), mostly(list, &choices, below)]
      ]
    default:
      return [
        "Fn::EachMemberEquals": [mostly(list, &choices, below), mostly(text, &choices, below)]
      ]
    }
  }

  private static func operands(_ choices: inout Choices, _ depth: Int, _ count: Int) -> Value {
    .array((0..<count).map { _ in mostly(condition, &choices, depth) })
  }

  private static func object(_ choices: inout Choices, _ depth: Int) -> Value {
    .object(
      Value.Object(
        (0..<choices.number(below: 4)).map { number in
          .init("k\(number)", depth > 0 ? any(&choices, depth: depth - 1) : leaf(&choices))
        }))
  }

  /// A call of anything with anything.
  private static func oddity(_ choices: inout Choices, _ depth: Int) -> Value {
    let name = choices.one(of: Intrinsic.allCases.map(\.rawValue) + ["Fn::ForEach::L", "Fn::None"])
    guard depth > 0 else { return [name: scalar(&choices)] }
    let argument = any(&choices, depth: depth - 1)
    return choices.number(below: 3) == 0
      ? .object(Value.Object([.init(name, argument), .init("other", scalar(&choices))]))
      : [name: argument]
  }

  private static func branch(
    _ choices: inout Choices, _ depth: Int, _ make: (inout Choices, Int) -> Value
  ) -> Value {
    let name = choices.one(of: ["Is", "Not", "Both", "Either", "None"])
    return [
      "Fn::If": [
        .string(name), mostly(make, &choices, depth), mostly(make, &choices, depth),
      ]
    ]
  }

  private static func position(_ choices: inout Choices, _ depth: Int) -> Value {
    switch choices.number(below: 7) {
    case 0, 1: .number(Number(choices.number(below: 3)))
    case 2: "1"
    case 3: ["Ref": "Count"]
    case 4: ["Fn::Length": list(&choices, depth)]
    default: text(&choices, depth)
    }
  }

  private static func leaf(_ choices: inout Choices) -> Value {
    let names = [
      "Text", "Word", "Count", "List", "Stored", "One", "Two", "AWS::Region", "AWS::AccountId",
      "AWS::NoValue", "AWS::StackId", "Nobody",
    ]
    return switch choices.number(below: 4) {
    case 0: ["Ref": .string(choices.one(of: names))]
    case 1:
      ["Fn::GetAtt": [.string(choices.one(of: ["One", "Two", "Nobody"])), "Arn"]]
    default: scalar(&choices)
    }
  }

  private static func scalar(_ choices: inout Choices) -> Value {
    switch choices.number(below: 8) {
    case 0: true
    case 1: 2
    case 2: .number(Number(json: "1.50") ?? Number(0))
    case 3: ""
    case 4: .string(subText(&choices))
    default: .string(word(&choices))
    }
  }

  private static func word(_ choices: inout Choices) -> String {
    choices.one(of: [
      "a", "b", "x", "y", ",", "-", "a,b", "é", "us-east-1", "Text", "One", "AWS::NoValue", "",
      "true", "false",
    ])
  }

  private static func subText(_ choices: inout Choices) -> String {
    (0..<choices.number(below: 5)).map { _ in
      choices.one(of: [
        "a", "-", "${Text}", "${own}", "${One}", "${Two.Arn}", "${AWS::Region}", "${!Text}", "${",
        "$", "}", "${Count}", "${Word}${Word}", "{{resolve:ssm:a:1}}", "&{Text}",
      ])
    }.joined()
  }
}
