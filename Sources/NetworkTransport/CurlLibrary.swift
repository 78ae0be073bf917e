internal import CCurl

/// The system's libcurl, loaded.
///
/// Unchecked, because the compiler does not know what it points at: a table that never changes once
/// it is filled, and functions that any thread may call.
struct CurlLibrary: @unchecked Sendable {
  /// What the functions of `CCurl` want first.
  let table: OpaquePointer

  /// Why there is no libcurl.
  struct Missing: Error {
    /// In one line: what the system says, and what helps.
    let reason: String
  }

  /// The one that this process uses.
  static let shared = load(names)

  #if canImport(Darwin)
    private static let names = ["libcurl.4.dylib"]
    private static let advice = "install curl"
  #else
    private static let names = ["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4"]
    private static let advice =
      "install it: the package is called libcurl4 on Debian and Ubuntu, libcurl elsewhere"
  #endif

  /// The first of some libraries that is there and complete.
  static func load(_ names: [String]) -> Result<CurlLibrary, Missing> {
    var words: [String] = []
    for name in names {
      var reason = [CChar](repeating: 0, count: 1024)
      if let table = esteira_curl_load(name, &reason, reason.count) {
        return .success(CurlLibrary(table: table))
      }
      words.append(String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
    }
    return .failure(
      Missing(
        reason: "libcurl 7.68 or later is needed (\(words.joined(separator: "; "))); \(advice)"))
  }
}
