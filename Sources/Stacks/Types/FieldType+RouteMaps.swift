internal import Diagnostics
internal import Documents

/// A route of an API, with what is written for it.
package struct RouteEntry<Element: Sendable>: Sendable {
  package let route: Route
  package let value: Element
  /// Where the route is written.
  let place: Place
}

extension FieldType {
  /// What stands under the routes of an API, in the order of their paths.
  package static func routes<Element: Sendable>(
    of element: FieldType<Element>
  ) -> FieldType where Output == [RouteEntry<Element>] {
    let words = "a mapping with routes as keys"
    let example = "{POST /predict: \(element.example)}"
    let shape = ValueShape.map(element.shape, keys: Route.pattern)
    return FieldType(words, example: example, shape: shape) { node, lowering in
      guard node.kind == .mapping, node.longForm == nil else {
        lowering.reportFieldType(node, words, example: example)
        return nil
      }
      var isFaulty = false
      var entries: [RouteEntry<Element>] = []
      for field in node.fields {
        guard let route = lowering.route(field.key, in: node),
          let value = element.read(field.value.resolved, &lowering)
        else {
          isFaulty = true
          continue
        }
        entries.append(RouteEntry(route: route, value: value, place: field.key.place))
      }
      guard !entries.isEmpty || isFaulty else {
        lowering.reportField(node, "\(node.what) takes one route at least", example: example)
        return nil
      }
      return isFaulty ? nil : entries.sorted { $0.route.precedes($1.route) }
    }
  }
}

extension Route {
  /// Whether it comes before another one: by its path, then by its method.
  fileprivate func precedes(_ other: Route) -> Bool {
    path == other.path ? method.precedes(other.method) : path.precedes(other.path)
  }
}

extension StackLowering {
  /// The route that a key is; nil if it is none, which is reported.
  fileprivate mutating func route(_ key: Node, in mapping: Node) -> Route? {
    guard key.kind == .scalar else {
      reportFieldType(key, "a route", example: "POST /predict")
      return nil
    }
    do throws(FormFault) {
      return try Route(parsing: key.text)
    } catch {
      let fault = error.settled { text throws(FormFault) in try Route(parsing: text) }
      diagnostics.append(
        Diagnostic(
          StackCode.invalidValue, .error,
          "a key of \(mapping.what) is a method and a path; \(fault.detail)", at: key.place,
          hint: .init(
            fault.hint ?? "write `\(fault.meant ?? "POST /predict")`",
            edit: fault.meant.flatMap { edit(of: key, to: $0) })))
      return nil
    }
  }
}
