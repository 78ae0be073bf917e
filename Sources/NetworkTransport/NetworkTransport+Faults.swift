internal import AWS
internal import Foundation
internal import FoundationNetworking

extension NetworkTransport {
  /// What an error of the URL loading system means.
  static func kind(of error: any Error) -> TransportFault.Kind {
    if error is CancellationError { return .cancelled }
    guard let error = error as? URLError else { return .other }
    switch error.code {
    case .cancelled, .userCancelledAuthentication: return .cancelled
    case .cannotFindHost, .dnsLookupFailed: return .nameNotFound
    case .cannotConnectToHost, .notConnectedToInternet: return .refused
    case .timedOut: return .timedOut
    case .networkConnectionLost, .badServerResponse, .cannotParseResponse, .zeroByteResource:
      return .connectionLost
    case .secureConnectionFailed, .serverCertificateHasBadDate, .serverCertificateHasUnknownRoot,
      .serverCertificateNotYetValid, .serverCertificateUntrusted, .clientCertificateRejected,
      .clientCertificateRequired:
      return .tls
    case .dataLengthExceedsMaximum: return .tooLarge
    default: return kind(saying: error.localizedDescription.lowercased())
    }
  }

  /// What the words of libcurl mean, on which the loading system is built outside Apple's own: for
  /// many of its errors there is no code.
  private static func kind(saying words: String) -> TransportFault.Kind {
    let known: [(words: [String], kind: TransportFault.Kind)] = [
      (["proxy"], .proxy), (["ssl", "tls", "certificate"], .tls),
      (
        ["transfer closed", "empty reply", "reset by peer", "recv failure", "send failure"],
        .connectionLost
      ),
    ]
    return known.first { $0.words.contains(where: words.contains) }?.kind ?? .other
  }

  /// The system's own words, in one line.
  static func reason(of error: any Error) -> String {
    let text = (error as? URLError)?.localizedDescription ?? "\(error)"
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
