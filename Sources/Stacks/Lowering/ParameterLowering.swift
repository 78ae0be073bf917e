internal import CloudFormation
internal import Diagnostics
internal import Documents

/// The parameters of a template: what only a deployment knows.
extension StackLowering {
  /// The parameter for another stack's output; a resource that would have its name is reported.
  mutating func parameter(for output: StackOutput, _ place: ReferencePlace) -> String {
    let name = LogicalID.made(from: "\(output.stack)-\(output.name)") ?? output.logicalID
    let isHidden = parameters[name]?.isHidden ?? isHidden(.output(output))
    declare(
      StackParameter(name: name, pieces: [.output(output)], isHidden: isHidden),
      "`${\(output.reference)}`", at: place.place)
    return name
  }

  /// Whether a piece of a parameter is what another stack keeps secret, or may be.
  mutating func isHidden(_ piece: StackParameter.Piece) -> Bool {
    guard case .output(let output) = piece else { return false }
    return hiding.hides(output, in: environment, of: project)
  }

  /// Takes note of assets, and makes the parameters that say where they are.
  mutating func take(_ assets: [Asset], at place: Place) {
    for asset in assets {
      if case .code = asset.kind {
        declare(
          StackParameter(name: Asset.bucketParameter, pieces: [.assetsBucket]), "the stack's code",
          at: place)
      }
      declare(
        StackParameter(name: asset.parameter, pieces: [.asset(asset)]), asset.words, at: place)
    }
    self.assets += assets
  }

  /// What lies at a path that the stack file names; nil if that was not looked at.
  mutating func content(at path: AssetPath) -> AssetContent? {
    let content = values.contents[path]
    if content == nil, !wanted.contains(path) { wanted.append(path) }
    return content
  }

  mutating func give(_ parameter: StackParameter) { parameters[parameter.name] = parameter }

  private mutating func declare(
    _ parameter: StackParameter, _ words: String, at place: @autoclosure () -> Place
  ) {
    let name = parameter.name
    func report(_ message: String, _ hint: String) {
      diagnostics.append(
        Diagnostic(
          StackCode.logicalIDCollision, .error, message, at: place(), hint: .init(hint)))
    }
    if let owner = owners[name] {
      report(
        "the parameter for \(words) and the resource `\(owner)` would both be `\(name)`",
        "give the resource another name")
    } else if let other = parameters[name], other.pieces != parameter.pieces {
      report(
        "the parameters for \(words) and \(other.words) would both be `\(name)`",
        parameter.outputs.isEmpty
          ? "give the resource another name" : "give one of the outputs another name")
    } else if parameters[name] == nil {
      parameters[name] = parameter
    }
  }

  var parameterSection: Value {
    Self.object(
      parameters.values.map { parameter in
        var body: Value.Object = ["Type": "String"]
        if parameter.isHidden { body["NoEcho"] = true }
        if case .asset(let asset)? = parameter.pieces.first, case .image = asset.kind {
          body["AllowedPattern"] = "^sha256:[0-9a-f]{64}$"
        }
        let words = parameter.pieces.compactMap { description(of: $0) }
        body["Description"] = .string(words.joined(separator: ", "))
        return (parameter.name, .object(body))
      })
  }

  private func description(of piece: StackParameter.Piece) -> String? {
    switch piece {
    case .literal: nil
    case .output(let output):
      "Output \(output.logicalID) of the stack \(project.name)-\(environment.name)-\(output.stack)"
    case .assetsBucket: "The bucket that holds the archives of the stack's code"
    case .asset(let asset):
      switch asset.kind {
      case .code(let path, _): "The key of the archive of \(path.path), in the bucket of the code"
      case .image(let image): "The digest, sha256:…, of the image \(image.text)"
      }
    }
  }
}

extension Asset {
  /// What it is, as messages say it.
  package var words: String {
    switch kind {
    case .code(let path, _): "the code in `\(path.path)`"
    case .image(let image): "the image `\(image.text)`"
    }
  }
}

extension StackParameter {
  /// What it is for, as messages say it.
  fileprivate var words: String {
    for piece in pieces {
      switch piece {
      case .literal: continue
      case .output(let output): return "`${\(output.reference)}`"
      case .assetsBucket: return "the stack's code"
      case .asset(let asset): return asset.words
      }
    }
    return "`\(name)`"
  }
}
