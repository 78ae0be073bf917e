import Foundation
import Testing

/// The built program and what it needs of the system to reach AWS.
struct NetworkTests {
  @Test func startsWithoutLibrariesOfTheNetwork() throws {
    // The system's loader lists what it loads instead of running the program.
    let result = try Program.shell(#"LD_TRACE_LOADED_OBJECTS=1 "$ESTEIRA""#)
    #expect(result.output.contains("libc.so"))
    for name in ["Foundation", "curl", "ssl", "crypto"] {
      #expect(!result.output.contains(name), "\(result.output)")
    }
  }

  /// Plans for an account, with variables that keep the call on this machine.
  private func plan(with variables: String) throws -> Program.Result {
    try withFolder { folder in
      try """
      project: churn
      environments:
        dev:
          account: "111111111111"
          region: us-east-1
      """.write(
        to: folder.appendingPathComponent("esteira.yaml"), atomically: true, encoding: .utf8)
      try """
      stack: platform
      resources:
        topic:
          type: AWS::SNS::Topic
      """.write(
        to: folder.appendingPathComponent("platform.yaml"), atomically: true, encoding: .utf8)
      return try Program.shell(
        "unset ${!AWS_*} ${!HTTP*} ${!NO_*} ${!ALL_*} no_proxy http_proxy all_proxy; "
          + "AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=secret \(variables) "
          + #""$ESTEIRA" plan --env dev"#, in: folder)
    }
  }

  @Test func heedsTheProxyOfTheEnvironment() throws {
    let result = try plan(with: "HTTPS_PROXY=http://127.0.0.1:1")
    #expect(result.code == 1)
    #expect(result.error.contains("the proxy on the way to"), "\(result.error)")
  }
}
