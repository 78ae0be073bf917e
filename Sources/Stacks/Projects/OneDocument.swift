package import Diagnostics
package import Documents

extension Reading {
  /// The report that there are several documents where one belongs; nil if there are not. `what`
  /// says, with its article, what one document is.
  package func severalDocuments(_ what: String, hint: String) -> Diagnostic? {
    guard documents.count > 1, !failed else { return nil }
    return Diagnostic(
      StackCode.severalDocuments, .error,
      "\(what) is one document; this file holds \(documents.count), separated by `---`",
      at: documents[1].place, hint: .init(hint))
  }
}
