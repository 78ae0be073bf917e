internal import Glibc
internal import Synchronization

/// A pipe that wakes a waiting thread up, from another thread or from a signal.
final class Stopper: Sendable {
  private let reader: Descriptor
  private let writer: Descriptor

  /// The pipe that signals write into; -1 for none.
  private static let signalled = Atomic<Int32>(-1)

  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { Descriptor.makePolite(end) }
    reader = Descriptor(ends[0])
    writer = Descriptor(ends[1])
  }

  deinit {
    _ = Self.signalled.compareExchange(
      expected: writer.number, desired: -1, ordering: .sequentiallyConsistent)
  }

  /// Readable from the moment on when somebody wants an end.
  var descriptor: Int32 { reader.number }

  func stop() { Self.wake(writer.number) }

  /// Makes SIGINT and SIGTERM wake this one up, once; the next signal does what it always did.
  func listenToSignals() {
    Self.signalled.store(writer.number, ordering: .sequentiallyConsistent)
    for signal in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in
        Stopper.wake(Stopper.signalled.load(ordering: .sequentiallyConsistent))
      }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      _ = sigaction(signal, &action, nil)
    }
  }

  /// Only what a signal's handler may do: one `write`, and `errno` as it was.
  private static func wake(_ pipe: Int32) {
    guard pipe >= 0 else { return }
    let before = errno
    var byte: UInt8 = 1
    _ = write(pipe, &byte, 1)
    errno = before
  }
}
