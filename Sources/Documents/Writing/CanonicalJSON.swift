extension Value {
  /// The one byte sequence of the value.
  package var canonicalJSON: String { "" }
}
