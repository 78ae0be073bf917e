internal import AWS

/// Why libcurl ended a transfer. <https://curl.se/libcurl/c/libcurl-errors.html>
struct CurlError {
  static let outOfMemory: Int32 = 27

  let code: Int32
  /// libcurl's own.
  let words: String
  /// What a proxy answered to being asked for a way through; 0 if none was asked.
  let proxyStatus: Int

  /// The file of authorities that was asked for instead of the system's.
  var certificates: String?

  /// What that means to the one who sent the request.
  func fault(to url: HTTPURL) -> TransportFault {
    let kind = kind(to: url)
    return TransportFault(kind, host: url.authority, reason: reason(kind))
  }

  /// libcurl's words, but where they would tell what stands in the address of a proxy: a name and a
  /// password.
  private func reason(_ kind: TransportFault.Kind) -> String {
    switch (code, kind) {
    case (5, _): return "the name of the proxy was not found"
    case (7, .proxy): return "nothing answers where the proxy should be"
    case (97, _): return "the proxy did not agree to a way through"
    case (77, _):
      guard let certificates else { break }
      return
        "the file of authorities `\(certificates)`, which `AWS_CA_BUNDLE` or `ca_bundle` names, "
        + "cannot be used"
    default: break
    }
    return words.split(whereSeparator: \.isWhitespace).map { word in
      word.lastIndex(of: "@").map { "***" + word[$0...] } ?? String(word)
    }.joined(separator: " ")
  }

  private func kind(to url: HTTPURL) -> TransportFault.Kind {
    if proxyStatus >= 300 { return .proxy }
    switch code {
    // libcurl has one code for addresses and answers of a protocol that it does not speak.
    case 1 where words.contains("HTTP/0.9"): return .garbled
    case 5, 97: return .proxy
    case 6: return .nameNotFound
    case 7: return isOfOther(than: url) ? .proxy : .refused
    case 28: return .timedOut
    // What is no HTTP; cut off; nothing came; sending or receiving failed; it would have to be sent
    // again because the server hung up on it.
    case 8, 18, 52, 55, 56, 65: return .connectionLost
    // The other side was gone before both had agreed on anything.
    case 35 where isBroken: return .connectionLost
    case 63, 100: return .tooLarge
    // Handshake, engine, certificates of either side, ciphers, lists of authorities and revocations,
    // pinned keys.
    case 35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98: return .tls
    default: return .other
    }
  }

  /// Whether the words of a failed handshake say that the connection broke.
  private var isBroken: Bool {
    let words = words.lowercased()
    return ["reset by peer", "unexpected eof", "ssl_error_syscall", "broken pipe", "errno 104"]
      .contains { words.contains($0) }
  }

  /// Whether it was not the server who could not be reached: libcurl has one code for both, and
  /// names whom it tried.
  private func isOfOther(than url: HTTPURL) -> Bool {
    let host = url.host.drop { $0 == "[" }.prefix { $0 != "]" }
    return words.hasPrefix("Failed to connect to ") && !words.contains(host)
  }
}
