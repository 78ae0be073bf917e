import Diagnostics
import TestSupport
import Testing

@testable import Documents

/// Whatever can be read keeps its events by every kind of rules when it is formatted, and formatting
/// it again changes nothing.
@Suite struct FormattingPropertyTests {
  @Test(arguments: 0..<20) func generated(_ block: Int) {
    var random = RandomText(seed: UInt64(block))
    var formatted = 0
    for _ in 0..<200 where expectHarmless(random.stream()) { formatted += 1 }
    #expect(formatted > 80)
  }

  /// The suite's cases, ending in every way.
  @Test(.enabled(if: IndependentData.isHere), arguments: RandomText.endings)
  func suite(_ ending: String) {
    var formatted = 0
    for given in YAMLSuiteTests.cases where !given.error {
      let text = given.yaml.hasSuffix("\n") ? String(given.yaml.dropLast()) : given.yaml
      if expectHarmless(text + ending) { formatted += 1 }
    }
    #expect(formatted > 200)
  }

  /// False where the text has errors.
  private func expectHarmless(_ text: String) -> Bool {
    let source = Source(name: "given", text: text)
    let (stack, template) = (read(source, as: .stackFile), read(source, as: .cloudFormation))
    if !stack.failed {
      let result = expectStable(text, as: .stackFile)
      #expect(events(of: result, as: .stackFile) == Events(stack).lines, "\(text.debugDescription)")
      if !template.failed {
        #expect(
          events(of: result, as: .cloudFormation) == Events(template).lines,
          "\(text.debugDescription)")
      }
    }
    if !template.failed {
      let result = expectStable(text, as: .cloudFormation)
      #expect(
        events(of: result, as: .cloudFormation) == Events(template).lines,
        "\(text.debugDescription)")
      if Events(stack).lines == Events(template).lines, !stack.failed {
        #expect(
          events(of: result, as: .stackFile) == Events(stack).lines, "\(text.debugDescription)")
      }
    }
    return !stack.failed
  }

  private func expectStable(_ text: String, as dialect: Dialect) -> String {
    let formatted = Formatting.format(Source(name: "given", text: text), as: dialect)
    guard let result = formatted.text else {
      Issue.record("\(text.debugDescription) is not formatted")
      return ""
    }
    let again = Formatting.format(Source(name: "again", text: result), as: dialect)
    #expect(again.text == result, "\(text.debugDescription)")
    return result
  }

  private func events(of text: String, as dialect: Dialect) -> [String] {
    Events(read(Source(name: "result", text: text), as: dialect)).lines
  }
}
