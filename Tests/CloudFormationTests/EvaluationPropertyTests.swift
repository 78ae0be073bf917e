import CloudFormation
import Documents
import TemplateSupport
import Testing

@Suite struct EvaluationPropertyTests {
  /// Five thousand expressions, each by its own seed, with something known early and more later.
  @Test(arguments: 0..<10) func whatIsKnownOnlyGrows(_ block: UInt64) {
    for seed in (block * 500)..<(block * 500 + 500) {
      var choices = Choices(seed: seed, count: 200)
      let (expression, broken) = EvaluationProperties.broken(by: &choices)
      #expect(broken == [], "seed \(seed): \(expression.canonicalJSON)")
    }
  }

  /// What was found by chance once: a list in the place of a text, a number and the text that looks
  /// like it, nothing at all in a text.
  @Test(arguments: [
    #"{"k":{"Fn::Sub":["",{"Text":{"Fn::Join":["y",{"Fn::Cidr":[{"Fn::Base64":"a"},1,8]}]},"own":{"Fn::Sub":""}}]}}"#,
    #"{"Fn::If":{"Fn::Join":["x",[{"Fn::Cidr":["2001:db8::/56",{"Ref":"Count"},64]}]]},"other":2}"#,
    #"{"Fn::If":["Not",{"Fn::Sub":"${Count}"},2]}"#,
    #"{"Fn::Join":["x",[{"Fn::FindInMap":["Map",{"Ref":"Text"},"y"]}]]}"#,
    #"{"Fn::Join":["",[{"Fn::FindInMap":["Map",{"Ref":"Word"},"x"]}]]}"#,
    #"{"Fn::Sub":["${own}",{"own":{"Fn::If":["Is","a",{"Ref":"AWS::NoValue"}]}}]}"#,
    #"{"k":{"Fn::Join":["",[{"Fn::If":["Is",{"Ref":"AWS::NoValue"},{"Ref":"One"}]}]]}}"#,
    #"{"Fn::Sub":["${own}",{"own":{"Fn::If":["Is",1,{"Ref":"Count"}]}}]}"#,
    #"{"Fn::Sub":"${List}"}"#, #"{"Fn::Join":["",[{"Fn::GetAZs":{"Ref":"Text"}}]]}"#,
    #"{"Fn::Join":["",[{"Fn::If":["Is",{"Ref":"AWS::NoValue"},{"Ref":"List"}]}]]}"#,
    #"{"Fn::Length":[{"Fn::FindInMap":["Map",{"Ref":"Text"},"z",{"DefaultValue":{"Ref":"AWS::NoValue"}}]}]}"#,
    #"{"Ref":[{"Fn::If":["Is",{"Ref":"One"},"b"]}]}"#,
    #"{"Fn::Or":[{"Fn::Sub":["t${own}",{"own":{"Fn::If":["Is","b","rue"]}}]},{"Fn::Equals":[1,2]}]}"#,
  ])
  func holdsWhateverIsKnown(_ text: String) {
    #expect(EvaluationProperties.broken(by: yaml(text)) == [], "\(text)")
  }

  /// What can turn out to be a mistake, in every place where another part would decide alone.
  @Test(
    arguments: [
      // Text that is a list after all, an index out of range, a name that is nobody's.
      #"{"Fn::Sub":["${own}-",{"own":{"Fn::If":["Is","a",["b"]]}}]}"#,
      #"{"Fn::Sub":["${own}-",{"own":{"Fn::If":["Is",["b"],"a"]}}]}"#,
      #"{"Fn::Join":["",["x",{"Fn::If":["Not",{"Fn::Join":["x",[["a"]]]},{"Ref":"List"}]},"-"]]}"#,
      #"{"Fn::Select":[{"Ref":"Count"},["a","b"]]}"#,
      #"{"Fn::Select":[{"Ref":"Count"},[{"Ref":"Text"},"b"]]}"#,
      #"{"Fn::FindInMap":["Map",{"Ref":"Word"},"y"]}"#,
      #"{"Fn::Base64":{"Fn::If":["Is",[],"x"]}}"#, #"{"Ref":{"Ref":"Text"}}"#,
      #"{"Fn::GetAtt":[{"Ref":"Text"},"Arn"]}"#, #"{"Fn::Cidr":[{"Ref":"Text"},1,8]}"#,
      #"{"Fn::If":["None","a","b"]}"#, #"{"Ref":"Nobody"}"#,
    ],
    [
      #"{"Fn::Equals":["b",{"Fn::Join":["",["-",?]]}]}"#, #"{"Fn::Equals":[?,?]}"#,
      #"{"Fn::Equals":[["a",?],["b","c"]]}"#, #"{"Fn::Equals":[["a",?],["b"]]}"#,
      #"{"Fn::Equals":[{"k":?},{"m":1}]}"#, #"{"Fn::Equals":[{"Ref":"AWS::NoValue"},[?]]}"#,
      #"{"Fn::And":[{"Fn::Equals":["a","b"]},{"Fn::Equals":["a",?]}]}"#,
      #"{"Fn::Or":[{"Fn::Equals":["a",?]},{"Fn::Equals":["a","a"]}]}"#,
      #"{"Fn::Not":[{"Fn::Equals":[[],[?]]}]}"#, #"{"Fn::Contains":[["a",?],"a"]}"#,
      #"{"Fn::Contains":[[],?]}"#, #"{"Fn::EachMemberEquals":[["a",?],"b"]}"#,
      #"{"Fn::EachMemberEquals":[["b"],{"Fn::Join":["",["a",?]]}]}"#,
      #"{"Fn::EachMemberEquals":[{"Ref":"List"},?]}"#, #"{"Fn::EachMemberEquals":[[],?]}"#,
      #"{"Fn::EachMemberIn":[["a"],["a",?]]}"#, #"{"Fn::EachMemberIn":[["a",?],[]]}"#,
      #"{"Fn::EachMemberIn":[[],[?]]}"#, #"{"Fn::Length":["a",?]}"#,
      #"{"Fn::Select":[0,["a",?]]}"#, #"{"Fn::Select":[1,[?,"a"]]}"#,
      #"{"Fn::Select":[0,{"Fn::Split":[",",{"Fn::Join":["",["a,",?]]}]}]}"#,
      #"{"Fn::If":["Is",{"Fn::Length":[?]},{"Fn::Length":[?]}]}"#,
    ])
  func aMistakeOfAPartIsOneOfTheWhole(_ part: String, _ whole: String) {
    let text = whole.replacing("?", with: part)
    #expect(EvaluationProperties.broken(by: yaml(text), times: 24) == [], "\(text)")
  }

  /// What cannot be a mistake keeps nothing from being decided.
  @Test(arguments: [
    (
      #"{"Fn::And":[{"Fn::Equals":["a","b"]},{"Fn::Equals":[{"Fn::Join":["",{"Ref":"List"}]},""]}]}"#,
      false
    ),
    (#"{"Fn::Or":[{"Condition":"Either"},{"Fn::Equals":[1,1]}]}"#, true),
    (#"{"Fn::Or":[{"Fn::Contains":[{"Ref":"List"},"a"]},{"Fn::Equals":[1,1]}]}"#, true),
    (#"{"Fn::Equals":["a",{"Fn::Sub":"${Stored}-b"}]}"#, false),
    (#"{"Fn::Equals":["a",{"Fn::Sub":["${own}-",{"own":{"Fn::If":["Is",1,true]}}]}]}"#, false),
    (#"{"Fn::Contains":[["a",{"Fn::ImportValue":{"Ref":"Text"}}],"a"]}"#, true),
    (#"{"Fn::EachMemberIn":[[],{"Fn::GetAZs":{"Ref":"AWS::Region"}}]}"#, nil),
    (#"{"Fn::EachMemberIn":[[],[{"Fn::GetAtt":["One","Arn"]}]]}"#, true),
  ])
  func whatCannotFailIsDecided(_ text: String, _ expected: Bool?) {
    let result = Evaluator(Expressions.template).evaluate(yaml(text))
    #expect(result.value.value == expected.map(Value.bool))
    #expect(result.violations == [])
  }

  /// Texts within texts can double with every level.
  @Test(
    arguments: [
      { (inner: Value) in ["Fn::Sub": ["${a}${a}x", ["a": inner]]] },
      { (inner: Value) in ["Fn::ToJsonString": [inner]] },
      { (inner: Value) in ["Fn::Base64": inner] },
      {
        (inner: Value) in
        [
          "Fn::Join": [
            "0123456789", ["Fn::Split": ["x", ["Fn::Sub": ["${a}${a}", ["a": inner]]]]],
          ]
        ]
      },
    ] as [@Sendable (Value) -> Value], [["Ref": "AWS::Region"], "\"\\"] as [Value])
  func textsDoNotGrowWithoutEnd(_ wrap: @Sendable (Value) -> Value, _ core: Value) {
    var expression = core
    for _ in 0..<60 { expression = wrap(expression) }
    let result = Evaluator(Template()).evaluate(expression)
    #expect(result.violations.count <= 1)
  }
}
