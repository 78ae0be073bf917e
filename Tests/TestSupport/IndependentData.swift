package import Foundation

/// The folder of independent cases that judge the project and are not part of it.
///
/// It is `ESTEIRA_DATA`, else `../shared/data` beside the repository. Suites that need it are
/// skipped without it; the project's own script fails if one was skipped although it is there.
package enum IndependentData {
  package static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["ESTEIRA_DATA"].map(URL.init(fileURLWithPath:))
    let beside = repository.deletingLastPathComponent().appendingPathComponent("shared/data")
    let folder = named ?? beside
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// For `.enabled(if:)`.
  package static var isHere: Bool { folder != nil }

  /// The contents of a file below the folder.
  package static func bytes(_ path: String) throws -> [UInt8] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
  }

  /// The names of what lies in a folder below the folder, sorted.
  package static func names(in path: String) throws -> [String] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return try FileManager.default.contentsOfDirectory(
      atPath: folder.appendingPathComponent(path).path
    ).sorted()
  }

  /// The root of this repository.
  package static let repository: URL = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
