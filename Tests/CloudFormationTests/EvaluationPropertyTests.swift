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
