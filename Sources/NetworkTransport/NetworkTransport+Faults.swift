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
    default: return speaksOfTLS(error) ? .tls : .other
    }
  }

  /// Whether the words are about encryption: outside Apple's systems, such errors have no code.
  private static func speaksOfTLS(_ error: URLError) -> Bool {
    let words = error.localizedDescription.lowercased()
    return ["ssl", "tls", "certificate"].contains { words.contains($0) }
  }

  /// The system's own words, in one line.
  static func reason(of error: any Error) -> String {
    let text = (error as? URLError)?.localizedDescription ?? "\(error)"
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
