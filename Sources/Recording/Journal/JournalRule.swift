/// What every journal does with entries that tell of nothing any more.
package enum JournalRule {
  /// Whether a journal can be emptied: every run in it has ended. None of it is kept, since every
  /// plan has to read it, and what came of the runs stands in the revisions. One that cannot be read
  /// is left to whoever reads it.
  package static func isSpent(_ bytes: [UInt8], of address: StackAddress) -> Bool {
    guard let entries = try? JournalCodec.decode(bytes, of: address, name: "") else { return false }
    return Undertaking.underWay(in: entries).isEmpty
  }
}
