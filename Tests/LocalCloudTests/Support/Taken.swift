import AWS
import Synchronization

/// Takes the bytes of a download, wherever they begin.
final class Taken: Sendable {
  private let state = Mutex<[UInt8]>([])

  var bytes: [UInt8] { state.withLock { $0 } }

  var sink: BodySink {
    BodySink { (offset, bytes) throws(BodyFault) in
      self.state.withLock { state in
        let end = offset + bytes.count
        if state.count < end { state += [UInt8](repeating: 0, count: end - state.count) }
        state.replaceSubrange(offset..<end, with: bytes)
      }
    }
  }
}
