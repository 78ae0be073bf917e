import Foundation
import Synchronization
import Testing

@testable import Commands
@testable import esteira

/// How often this process was told to end.
private let received = Atomic<Int>(0)

/// Signals are the whole process's, and other tests save files in it meanwhile: each of these has a
/// process of its own.
@Suite(.timeLimit(.minutes(3))) struct SignalsTests {
  @Test(arguments: [SIGHUP, SIGINT, SIGQUIT, SIGTERM], [false, true])
  func takeEffectAfterwards(number: Int32, failing: Bool) async {
    await #expect(processExitsWith: .success) { [number, failing] in
      signal(number) { _ in _ = received.add(1, ordering: .sequentiallyConsistent) }
      // The threads that run tests leave signals to others.
      var these = sigset_t()
      sigemptyset(&these)
      sigaddset(&these, number)
      pthread_sigmask(SIG_UNBLOCK, &these, nil)
      var meanwhile = -1
      var isFailed = false
      do throws(FileFault) {
        try Signals.deferred { () throws(FileFault) in
          raise(number)
          meanwhile = received.load(ordering: .sequentiallyConsistent)
          if failing { throw FileFault(.other, "full") }
        }
      } catch {
        isFailed = true
      }
      // Any thread may be the one to receive it.
      while received.load(ordering: .sequentiallyConsistent) == 0 { sched_yield() }
      let afterwards = received.load(ordering: .sequentiallyConsistent)
      raise(number)
      let again = received.load(ordering: .sequentiallyConsistent)
      guard meanwhile == 0, isFailed == failing, afterwards == 1, again == 2 else { exit(1) }
    }
  }

  @Test func whatIsIgnoredStaysIgnored() async {
    await #expect(processExitsWith: .success) {
      signal(SIGHUP, SIG_IGN)
      // Each would be the end of the process.
      try? Signals.deferred { () throws(FileFault) in _ = kill(getpid(), SIGHUP) }
      kill(getpid(), SIGHUP)
    }
  }
}
