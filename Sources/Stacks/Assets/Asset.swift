/// Something that lies outside of a stack's template and has to be somewhere before the stack is
/// applied: code that a function runs, an image.
package struct Asset: Hashable, Sendable {
  package var kind: Kind
  /// The resource of the stack file that needs it.
  package var resource: String
  /// The logical id of what needs it.
  package var neededBy: String
  /// The parameter of the template that says where it is.
  package var parameter: String

  /// What it is.
  package enum Kind: Hashable, Sendable {
    /// A folder or a file with code, as an archive in a bucket; and what is in it, once that was
    /// looked at.
    case code(AssetPath, AssetContent.Code?)
    case image(ImageTag)
  }

  /// The parameter that every template with code has: the bucket that the code lies in.
  package static let bucketParameter = "AssetsBucket"
}

/// An image of a repository of the project.
package struct ImageTag: Hashable, Sendable {
  package var repository: Repository
  package var tag: String

  /// Where images are.
  package enum Repository: Hashable, Sendable {
    /// A resource of the stack.
    case resource(String)
    case output(StackOutput)

    /// As stack files refer to it.
    package var reference: String {
      switch self {
      case .resource(let name): name
      case .output(let output): output.reference
      }
    }
  }

  /// As stack files write it: `${image}:stable`.
  package var text: String { "${\(repository.reference)}:\(tag)" }
}

/// A path that a stack file names, relative to the folder of that file.
package struct AssetPath: Hashable, Sendable {
  /// The name of the file that names it.
  package var file: String
  package var path: String

  /// Whether it names an archive already, which is taken as it is.
  package var isArchive: Bool { path.hasSuffix(".zip") || path.hasSuffix(".jar") }
}

/// What lies at a path that a stack file names, as whoever calls has found it.
package enum AssetContent: Hashable, Sendable {
  case folder(Code, files: [String])
  /// `text` is what is in it, if it is one and not long.
  case file(Code, text: String?)
  case missing
  /// It cannot be read; with the system's words for why.
  case unreadable(String)

  /// An archive of code.
  package struct Code: Hashable, Sendable {
    /// The SHA-256 digest of the archive, in hexadecimal digits.
    package var digest: String
    /// How many bytes the archive has.
    package var size: Int

    package init(digest: String, size: Int) {
      self.digest = digest
      self.size = size
    }

    /// What the archive is called in a bucket.
    package var key: String { "code/\(digest).zip" }
  }

  /// The archive of it.
  package var code: Code? {
    switch self {
    case .folder(let code, _), .file(let code, _): code
    case .missing, .unreadable: nil
    }
  }
}

extension AssetContent {
  /// The longest file whose text is looked at: what is longer cannot stand in a template anyway.
  package static let mostText = 4096
}
