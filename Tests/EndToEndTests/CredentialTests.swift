import Foundation
import Testing

/// The built program and the sources of credentials that need the system: programs, the network.
struct CredentialTests {
  private static let clean =
    "unset ${!AWS_*} ${!ESTEIRA_*} ${!HTTP*} ${!NO_*} ${!ALL_*} no_proxy http_proxy all_proxy; "
    + "server=; export ESTEIRA=\(Program.path) HOME=$PWD AWS_EC2_METADATA_DISABLED=true AWS_REGION=us-east-1; "

  /// Asks who it is, with a shared file.
  private func whoami(
    _ config: String, _ variables: String = "", after preparation: String = ""
  ) throws -> Program.Result {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(".aws"), withIntermediateDirectories: true)
      try folder.write(".aws/config", config)
      return try Program.shell(
        Self.clean + preparation + " \(variables) \"$ESTEIRA\" whoami; code=$?; "
          + #"[ -z "$server" ] || kill -9 "$server"; exit $code"#, in: folder)
    }
  }

  /// A shell line that serves the embedded cloud until it is over, at `$AWS_ENDPOINT_URL`.
  private static let served = """
    mkdir cloud; echo 'project: x' > cloud/esteira.yaml
    "$ESTEIRA" local serve --port 0 --project cloud > said & server=$!
    until grep -q AWS_ENDPOINT_URL said || ! kill -0 $server; do :; done
    export AWS_ENDPOINT_URL=$(grep -o 'http://127.0.0.1:[0-9]*' said | head -1);
    """

  @Test func aProgramGivesCredentials() throws {
    let result = try whoami(
      """
      [default]
      credential_process = printf '{"Version": 1, "AccessKeyId": "AKIAESTEIRALOCALONLY", \
      "SecretAccessKey": "%s"}' 'local/only/this+is+no+secret+of+anybody0' | cat
      """, after: Self.served)
    #expect(result.code == 0, "\(result.error)")
    #expect(result.output.contains("account      000000000000\n"))
    #expect(result.output.contains("credentials  the program of the profile `default`\n"))
  }

  @Test(
    arguments: [
      ("echo no keys here >&2; exit 3", "ended with 3: no keys here"),
      ("kill -9 $$", "ended with 137"), ("echo hunter2", "not JSON"), ("yes", "too much"),
    ])
  func aProgramThatFailsIsNamed(_ command: String, _ words: String) throws {
    let result = try whoami("[default]\ncredential_process = \(command)\n")
    #expect(result.code == 1)
    #expect(result.error.contains("error[EST6051]"), "\(result.error)")
    let text = result.error.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains(words), "\(result.error)")
    #expect(!result.error.contains("hunter2"))
  }

  @Test func theInstanceIsNotReachedThroughAProxy() throws {
    let result = try whoami(
      "",
      "AWS_EC2_METADATA_DISABLED=false AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:9 "
        + "http_proxy=http://127.0.0.1:1 HTTPS_PROXY=http://127.0.0.1:1")
    #expect(result.code == 1)
    #expect(result.error.contains("error[EST6040]"), "\(result.error)")
    #expect(result.error.contains("note: the instance: `127.0.0.1:9` does not answer"))
    #expect(!result.error.contains("port 1 "), "\(result.error)")
  }
}
