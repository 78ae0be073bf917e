import AWS
import Testing

@testable import NetworkTransport

/// What libcurl's codes mean to who called, and what of its words is told.
@Suite struct CurlErrorTests {
  private static let url = HTTPURL(host: "sts.amazonaws.com")

  @Test(
    arguments: [
      (
        5, "Could not resolve proxy: ana:secret@proxy", .proxy,
        "the name of the proxy was not found"
      ),
      (
        7, "Failed to connect to proxy port 3128: ana:secret@proxy refused", .proxy,
        "nothing answers where the proxy should be"
      ),
      (
        7, "Failed to connect to sts.amazonaws.com port 443", .refused,
        "Failed to connect to sts.amazonaws.com port 443"
      ),
      (
        97, "cannot complete SOCKS5 for ana:secret@p", .proxy,
        "the proxy did not agree to a way through"
      ),
      (
        56, "Recv failure from http://ana:secret@proxy:1", .connectionLost,
        "Recv failure from ***@proxy:1"
      ),
      (35, "Recv failure: Connection reset by peer", .connectionLost, nil),
      (
        35, "TLS connect error: error:0A000126:SSL routines::unexpected eof while reading",
        .connectionLost, nil
      ),
      (35, "OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to x", .connectionLost, nil),
      (35, "error:0A00010B:SSL routines::wrong version number", .tls, nil),
      (
        77, "error setting certificate file: /no/ca.pem", .tls,
        "the file of authorities `/no/ca.pem`, which `AWS_CA_BUNDLE` or `ca_bundle` names, "
          + "cannot be used"
      ),
    ] as [(Int32, String, TransportFault.Kind, String?)])
  func codesHaveWordsWithoutPasswords(
    _ code: Int32, _ words: String, _ kind: TransportFault.Kind, _ reason: String?
  ) {
    let fault = CurlError(
      code: code, words: words, proxyStatus: 0, certificates: "/no/ca.pem"
    ).fault(to: Self.url)
    #expect(fault.kind == kind)
    if let reason { #expect(fault.reason == reason) }
    #expect(!fault.reason.contains("secret"))
  }
}
