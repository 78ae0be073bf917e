/// Which contents of a file were read: equal to a later version for as long as nobody has written
/// or replaced the file.
package struct FileVersion: Hashable, Sendable {
  /// What the world tells contents apart by.
  private let marks: [UInt64]

  package init(_ marks: UInt64...) {
    self.marks = marks
  }
}

/// What a file held at a time.
package struct FileContents: Sendable {
  package var bytes: [UInt8]
  package var version: FileVersion

  package init(_ bytes: [UInt8], _ version: FileVersion) {
    self.bytes = bytes
    self.version = version
  }
}
