internal import Documents
internal import Stacks

/// What stacks need beside their templates, as data.
enum AssetList {
  static func value(of stacks: [LoweredStack]) -> Value {
    [
      "version": 1,
      "assets": .array(stacks.flatMap { stack in stack.assets.map { value(of: $0, stack) } }),
    ]
  }

  private static func value(of asset: Asset, _ stack: LoweredStack) -> Value {
    var object: Value.Object = [
      "stack": .string(stack.name), "resource": .string(asset.resource),
      "neededBy": .string(asset.neededBy), "parameter": .string(asset.parameter),
    ]
    switch asset.kind {
    case .code(let path, let code):
      object["kind"] = "code"
      object["path"] = .string(path.path)
      object["bucketParameter"] = .string(Asset.bucketParameter)
      object["key"] = code.map { .string($0.key) }
      object["sha256"] = code.map { .string($0.digest) }
      object["size"] = code.map { .number(Number($0.size)) }
    case .image(let image):
      object["kind"] = "image"
      object["repository"] = .string("${\(image.repository.reference)}")
      object["tag"] = .string(image.tag)
    }
    return .object(object)
  }

  /// The archives of the code, by the keys that they have in a bucket.
  static func archives(
    of stacks: [LoweredStack], _ files: AssetReading
  ) -> [(name: String, bytes: [UInt8])] {
    var archives: [String: [UInt8]] = [:]
    for asset in stacks.flatMap(\.assets) {
      guard case .code(let path, let code?) = asset.kind, archives[code.key] == nil else {
        continue
      }
      archives[code.key] = files.archive(of: path)
    }
    return archives.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
