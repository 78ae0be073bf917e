/// What every journal does with entries that tell of nothing any more.
package enum JournalRule {
  /// How many bytes of runs that have ended are kept: none, since every plan has to read them, and
  /// what came of the runs stands in the revisions.
  package static let lengthKept = 0

  /// Whether a journal can be emptied: it has grown, and every run in it has ended. One that
  /// cannot be read is left to whoever reads it.
  package static func isSpent(
    _ bytes: [UInt8], of address: StackAddress, keeping limit: Int
  ) -> Bool {
    guard bytes.count > limit,
      let entries = try? JournalCodec.decode(bytes, of: address, name: "")
    else { return false }
    return Undertaking.underWay(in: entries).isEmpty
  }
}
