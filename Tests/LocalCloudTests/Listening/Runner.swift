import AWS
import Documents
import Foundation
import LocalCloud

/// Runs a listener on a thread of its own.
final class Runner: Sendable {
  private let listener: LoopbackListener
  private let ended = DispatchSemaphore(value: 0)

  init(_ listener: LoopbackListener) {
    self.listener = listener
    let ended = ended
    Thread.detachNewThread {
      listener.run()
      ended.signal()
    }
  }

  /// Stops the listener and waits until it has.
  func stop() {
    listener.stop()
    ended.wait()
  }
}

/// A listener that answers with what it was asked.
struct Echo {
  let listener: LoopbackListener
  private let runner: Runner

  init(limits: ListenerLimits = ListenerLimits()) throws {
    listener = try LoopbackListener(limits: limits, clock: { Timestamp(seconds: 0) }) {
      request, _ in
      HTTPResponse(
        status: 200, headers: ["X-Target": request.url.target],
        body: Array("\(request.method):".utf8) + request.body)
    }
    runner = Runner(listener)
  }

  func stop() { runner.stop() }

  /// What comes back for bytes, until the listener closes the connection.
  func answer(to text: String) -> String {
    let client = RawClient(port: listener.port)
    client.send(text)
    client.finish()
    return client.receiveAll()
  }
}
