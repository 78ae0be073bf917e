internal import CloudFormation
package import Documents

/// A container image, as a field names it.
package struct ContainerImage: Sendable {
  /// The address as it is written.
  package let written: Value
  /// What there is to know of an image of the project's own repositories.
  let pin: Pin?
  let text: PartlyKnownText

  /// An image whose tag stands for a digest.
  struct Pin: Sendable {
    let tag: ImageTag
    /// What gives the repository's address.
    let repository: Deployed.Piece

    /// The address by the digest that a parameter holds.
    func address(digest parameter: String) -> Value {
      Deployed(pieces: [repository, .literal("@"), .ref(parameter)]).value
    }
  }

  /// The repository of the project that it is in, and its tag.
  package var tag: ImageTag? { pin?.tag }
}

extension ContainerImage {
  /// Where an image comes from, as far as a role has to allow it.
  package enum Home: Sendable {
    /// A repository of Amazon ECR, by its ARN.
    case repository(Value)
    /// A registry that asks nobody, or that no role opens.
    case elsewhere
    /// Only a deployment knows.
    case unknown
  }

  func home(isChina: Bool) -> Home {
    if let pin { return .repository(pin.repositoryARN(isChina: isChina)) }
    let whole = text.text
    // `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME`, or `.dkr.ecr-fips.` for FIPS
    // (https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html).
    guard let registry = whole.range(ofText: ".dkr.ecr"), let slash = whole.firstIndex(of: "/"),
      let end = whole.range(ofText: ".amazonaws."), registry.upperBound < end.lowerBound,
      end.upperBound < slash,
      let dot = whole[registry.upperBound..<end.lowerBound].firstIndex(of: ".")
    else { return whole.first == PartlyKnownText.gap ? .unknown : .elsewhere }
    let region = whole[whole.index(after: dot)..<end.lowerBound]
    let behind = whole[whole.index(after: slash)...]
    let name = behind.prefix { $0 != "@" && $0 != ":" }
    let account = whole[..<registry.lowerBound]
    let pieces: [Deployed.Piece] =
      [.literal("arn:"), .ref("AWS::Partition"), .literal(":ecr:")] + text.pieces(of: region)
      + [.literal(":")] + text.pieces(of: account) + [.literal(":repository/")]
      + text.pieces(of: name)
    return .repository(Deployed(pieces: pieces).value)
  }
}

extension ContainerImage.Pin {
  /// The ARN of the repository; another stack's is known by its address alone.
  fileprivate func repositoryARN(isChina: Bool) -> Value {
    if case .attribute(let id, _) = repository { return Deployed.attribute(of: id, "Arn").value }
    let host = isChina ? ".amazonaws.com.cn/" : ".amazonaws.com/"
    return [
      "Fn::Join": [
        "",
        [
          ["Fn::Sub": "arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/"],
          ["Fn::Select": [1, ["Fn::Split": [.string(host), repository.value]]]],
        ],
      ]
    ]
  }
}

extension FieldType where Output == ContainerImage {
  /// The address of a container image, with a tag or a digest.
  package static var image: FieldType {
    let words = "the address of an image"
    let example = "\"${image}:stable\""
    return FieldType(words, example: example, shape: .expression(pattern: nil)) { node, lowering in
      guard let text = lowering.partlyKnown(node, words, example: example) else { return nil }
      do throws(FormFault) {
        try ImageAddress.check(text.text)
      } catch {
        let fault = error.settled { text throws(FormFault) in try ImageAddress.check(text) }
        lowering.report(fault, at: node, text.text, words, example: example)
        return nil
      }
      return ContainerImage(written: text.value, pin: lowering.pin(of: text), text: text)
    }
  }
}

extension StackLowering {
  /// What an address stands for whose repository is the project's.
  fileprivate func pin(of text: PartlyKnownText) -> ContainerImage.Pin? {
    let gap = PartlyKnownText.gap
    guard text.text.hasPrefix("\(gap):"), text.parts.count == 1 else { return nil }
    let tag = String(text.text.dropFirst(2))
    guard !tag.contains("@"), let repository = repository(text.parts[0]) else { return nil }
    return ContainerImage.Pin(
      tag: ImageTag(repository: repository, tag: tag), repository: text.parts[0])
  }

  /// The repository whose address a piece of text is.
  private func repository(_ piece: Deployed.Piece) -> ImageTag.Repository? {
    switch piece {
    case .attribute(let id, "RepositoryUri"):
      guard let name = owners[id], let resource = resources[name],
        resource.possibleParts.contains(where: {
          $0.logicalID == id && $0.type == "AWS::ECR::Repository"
        })
      else { return nil }
      return .resource(name)
    case .ref(let id):
      guard case .output(let output)? = parameters[id]?.pieces.first else { return nil }
      return .output(output)
    case .attribute, .literal: return nil
    }
  }
}
