import FileRecords
import Foundation

/// A folder that is gone when the test is.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("esteira-records-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Where records go; not there yet.
  var records: FilePath { path("records") }

  func path(_ name: String) -> FilePath { FilePath(url.appendingPathComponent(name).path) }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  func bytes(_ name: String) -> [UInt8]? {
    (try? Data(contentsOf: file(name))).map { [UInt8]($0) }
  }

  /// Puts a file there, and the folders it needs.
  func put(_ bytes: some Sequence<UInt8>, _ name: String) throws {
    try folder(file(name).deletingLastPathComponent())
    try Data(bytes).write(to: file(name))
  }

  func folder(_ name: String) throws { try folder(file(name)) }

  private func folder(_ url: URL) throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// The names of all files below.
  var files: [String] {
    (FileManager.default.subpaths(atPath: url.path) ?? []).sorted()
  }

  func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file(name).path)[.posixPermissions] as? Int
  }
}
