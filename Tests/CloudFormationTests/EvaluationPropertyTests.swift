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
  ])
  func holdsWhateverIsKnown(_ text: String) {
    #expect(EvaluationProperties.broken(by: yaml(text)) == [], "\(text)")
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
