internal import Digests
internal import Stacks

/// Where the assets of stacks are.
///
/// On the embedded cloud nothing is uploaded: code is registered by the digest of its archive, and
/// an image, behind whose tag there is nothing, by a digest of its name.
enum AssetPlaces {
  /// The bucket that code is said to lie in on the embedded cloud.
  static let localBucket = "esteira-local-assets"

  /// The value of an asset's parameter; nil if only an upload knows it.
  static func place(of asset: Asset, in environment: Environment) -> String? {
    switch asset.kind {
    case .code(_, let code): return code?.key
    case .image(let image):
      guard environment.isLocal else { return nil }
      return "sha256:\(SHA256.digest(of: Array(image.text.utf8)).hex)"
    }
  }

  /// What is said of a stack's assets when it is applied on the embedded cloud.
  static func notes(of stack: LoweredStack) -> [String] {
    guard stack.environment.isLocal else { return [] }
    return stack.assets.map { asset in
      let place = place(of: asset, in: stack.environment) ?? ""
      switch asset.kind {
      case .code(let path, _):
        return "\(stack.name): \(path.path) is registered by its content, as \(place)"
      case .image(let image):
        return "\(stack.name): the image \(image.text) is registered by its name, as \(place)"
      }
    }
  }
}
