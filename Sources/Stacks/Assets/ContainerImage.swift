internal import CloudFormation
package import Documents

/// A container image, as a field names it.
package struct ContainerImage: Sendable {
  /// The address as it is written.
  package let written: Value
  /// What there is to know of an image of the project's own repositories.
  let pin: Pin?

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
      return ContainerImage(written: text.value, pin: lowering.pin(of: text))
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
