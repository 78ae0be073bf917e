internal import Documents
internal import Stacks

/// How long those wait who call each other in turn: whoever waits has to outlast what answers.
enum CallChain {
  /// How long a function may run, where the stack says it.
  static func timeout(of function: ResourceReference, _ it: Blueprint) -> TimeSpan? {
    guard let neighbour = it.neighbour(function) else {
      return function.timeout.map { TimeSpan($0, .seconds) }
    }
    guard neighbour.component == LambdaFunction.component.name else { return nil }
    return neighbour[LambdaFunction.timeout]
  }

  /// Reports an endpoint whose alarm waits longer for an answer than its caller does: it would
  /// never go off.
  static func check<Element>(
    _ endpoint: Neighbour, within limit: Int, of caller: String, at entry: RouteEntry<Element>,
    _ it: inout Blueprint
  ) {
    guard let fault = fault(endpoint, limit, caller) else { return }
    it.refuse(entry, fault.message, hint: fault.hint)
  }

  /// The same of one that a field names.
  static func check(
    _ endpoint: Neighbour, within limit: Int, of caller: String, at field: any FieldDeclaration,
    _ it: inout Blueprint
  ) {
    guard let fault = fault(endpoint, limit, caller) else { return }
    it.refuse(field, fault.message, hint: fault.hint)
  }

  private static func fault(
    _ endpoint: Neighbour, _ limit: Int, _ caller: String
  ) -> (message: String, hint: String)? {
    guard endpoint.component == SageMakerEndpoint.component.name,
      let slow = endpoint[EndpointAlarms.alarms]?[EndpointAlarms.slow],
      slow.milliseconds >= limit
    else { return nil }
    let wait = TimeSpan(limit, .milliseconds).text
    return (
      "\(caller) waits for \(wait), and the alarm of `\(endpoint.name)` counts answers as slow from \(slow.text) on: nobody waits for those",
      "give the `p99-latency` of `\(endpoint.name)` less than \(wait), or let the caller wait longer"
    )
  }
}
