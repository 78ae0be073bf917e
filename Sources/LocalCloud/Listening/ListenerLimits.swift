/// What a listener puts up with.
package struct ListenerLimits: Sendable {
  /// The largest head of a request, in bytes.
  package var head: Int
  /// The largest body, in bytes.
  package var body: Int
  /// How many connections are served at a time; more of them wait.
  package var connections: Int
  /// How long a request may take to arrive, and an answer to be taken, in milliseconds.
  package var patience: Int64
  /// How long a connection may be silent between requests, in milliseconds.
  package var idle: Int64

  package init(
    head: Int = 64 << 10, body: Int = 64 << 20, connections: Int = 256, patience: Int64 = 30_000,
    idle: Int64 = 60_000
  ) {
    self.head = head
    self.body = body
    self.connections = connections
    self.patience = patience
    self.idle = idle
  }
}
