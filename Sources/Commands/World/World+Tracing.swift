internal import AWS
internal import Documents
internal import Presentation

extension World {
  /// This world, in which every call to a cloud is told on standard error, if that is asked for.
  func traced(by invocation: Invocation) -> World {
    let isAsked = invocation.has(Program.debug) || variable("ESTEIRA_LOG")?.lowercased() == "debug"
    guard isAsked else { return self }
    var traced = self
    let say: @Sendable (String) -> Void = { [write, clock] line in
      let text = "debug: \(clock.now().iso8601) \(Visible.line(line))\n"
      // Who cannot be told is not to fail because of that.
      try? write(.error, Array(text.utf8))
    }
    let calls = calls
    let around: @Sendable (@escaping Transport) -> Transport = {
      CallTrace.transport($0, world: calls, say: say)
    }
    traced.trace = say
    traced.clouds.network = { [clouds] in around(clouds.network($0)) }
    traced.clouds.embedded = { [clouds] in around(try await clouds.embedded($0)) }
    traced.keyring.nearby = { [keyring] in around(keyring.nearby()) }
    return traced
  }
}
