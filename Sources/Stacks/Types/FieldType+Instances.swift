internal import CloudFormation
internal import Documents

extension FieldType where Output == String {
  /// An instance type that Amazon SageMaker hosts models on, by the facts of the resource type.
  package static var hostingInstance: FieldType {
    let words = "an instance type of SageMaker's hosting"
    let example = "ml.m5.large"
    return FieldType(
      words, example: example, shape: .text(pattern: "^ml\\.[a-z0-9-]+\\.[a-z0-9]+$")
    ) {
      node, lowering in
      guard let known = lowering.known(node, words, example: example, isText: true) else {
        return nil
      }
      let text = known.text
      if hostingInstances.contains(text) { return text }
      let others = hostingInstances.sorted { $0.precedes($1) }
      let near =
        hostingInstances.contains("ml." + text)
        ? ["ml." + text] : lowering.nearest(to: text, among: others)
      lowering.report(
        FormFault(
          "`\(text)` is none",
          hint: near.count == 1 ? "did you mean `\(near[0])`?" : nil,
          meant: near.count == 1 ? near[0] : nil),
        at: node, text, words, example: example)
      return nil
    }
  }

  private static var hostingInstances: Set<String> {
    let schema = Facts["AWS::SageMaker::EndpointConfig"]?
      .property(at: PropertyPath("ProductionVariants/*/InstanceType"))?.schema
    return Set((schema?.enumeration ?? []).map(\.asText))
  }
}
