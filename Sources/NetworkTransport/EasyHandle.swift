internal import CCurl

/// libcurl's handle of one transfer, with what has to live as long.
final class EasyHandle {
  /// An option that libcurl does not take.
  struct Refusal: Error {
    let code: Int32
  }

  let pointer: OpaquePointer
  private let curl: CurlLibrary
  private let said: UnsafeMutablePointer<CChar>
  private var lines: OpaquePointer?

  /// None if there is no memory for it.
  init?(_ curl: CurlLibrary) {
    guard let pointer = esteira_curl_easy_new(curl.table) else { return nil }
    self.pointer = pointer
    self.curl = curl
    let size = Int(ESTEIRA_CURL_ERROR_SIZE)
    said = .allocate(capacity: size)
    said.initialize(repeating: 0, count: size)
    esteira_curl_set_error_text(curl.table, pointer, said)
  }

  deinit {
    esteira_curl_easy_free(curl.table, pointer)
    esteira_curl_lines_free(curl.table, lines)
    said.deallocate()
  }

  func set(_ option: esteira_curl_number, _ value: Int) throws(Refusal) {
    try check(esteira_curl_set_number(curl.table, pointer, option, value))
  }

  func set(_ option: esteira_curl_text, _ value: String) throws(Refusal) {
    try check(esteira_curl_set_text(curl.table, pointer, option, value))
  }

  /// Sets a function and what it is called with, which has to outlive the transfer.
  func set(
    _ option: esteira_curl_function, _ context: UnsafeMutableRawPointer,
    _ function: esteira_curl_callback
  ) throws(Refusal) {
    try check(esteira_curl_set_function(curl.table, pointer, option, function, context))
  }

  func setUploadSize(_ size: Int) throws(Refusal) {
    try check(esteira_curl_set_upload_size(curl.table, pointer, Int64(size)))
  }

  /// Sets the lines to send, in the form that libcurl wants them in. Once.
  func setHeaders(_ texts: [String]) throws(Refusal) {
    for text in texts {
      guard let longer = esteira_curl_append(curl.table, lines, text) else {
        throw Refusal(code: CurlError.outOfMemory)
      }
      lines = longer
    }
    try check(esteira_curl_set_headers(curl.table, pointer, lines))
  }

  /// What went wrong, in libcurl's words.
  func words(for error: Int32) -> String {
    let words = String(cString: said)
    return words.isEmpty ? String(cString: esteira_curl_words(curl.table, error)) : words
  }

  /// What a proxy answered to being asked for a way through; 0 if none was asked.
  var proxyStatus: Int { esteira_curl_proxy_status(curl.table, pointer) }

  private func check(_ error: Int32) throws(Refusal) {
    guard error == 0 else { throw Refusal(code: error) }
  }
}
