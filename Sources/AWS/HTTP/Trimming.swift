extension StringProtocol {
  /// The text without what stands at its ends and is not wanted there.
  func trimmed(_ isUnwanted: (Character) -> Bool) -> String {
    guard let start = firstIndex(where: { !isUnwanted($0) }),
      let end = lastIndex(where: { !isUnwanted($0) })
    else { return "" }
    return String(self[start...end])
  }
}
