/// What a scalar is once a schema has looked at it.
package enum Scalar: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Number)
  case string(String)
}
