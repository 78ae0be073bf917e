/// Where the embedded cloud keeps its stacks: small named files, each replaced as a whole.
///
/// When `write` or `remove` returns, the change survives a power cut; before that, whoever looks
/// finds the file as it was.
package protocol CloudStore: Sendable {
  /// Every file there is.
  func load() throws(LocalCloudFault) -> [StoredFile]
  /// Makes or replaces a file.
  func write(_ name: String, _ bytes: [UInt8]) throws(LocalCloudFault)
  /// Removes a file, if it is there.
  func remove(_ name: String) throws(LocalCloudFault)
  /// The text that says what is to go wrong, if there is one.
  func faults() throws(LocalCloudFault) -> [UInt8]?
}

/// A file of the embedded cloud.
package struct StoredFile: Sendable, Equatable {
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
