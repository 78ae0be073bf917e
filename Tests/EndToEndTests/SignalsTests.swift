import Foundation
import Synchronization
import Testing

@testable import Commands
@testable import esteira

/// How often this process was told to end.
private let received = Atomic<Int>(0)

/// Signals are the whole process's, so one test at a time.
@Suite(.serialized, .timeLimit(.minutes(1))) struct SignalsTests {
  @Test(arguments: [SIGHUP, SIGINT, SIGQUIT, SIGTERM], [false, true])
  func takeEffectAfterwards(number: Int32, failing: Bool) {
    let before = signal(number) { _ in _ = received.add(1, ordering: .sequentiallyConsistent) }
    defer { signal(number, before) }
    // The threads that run tests leave signals to others.
    var (these, masked) = (sigset_t(), sigset_t())
    sigemptyset(&these)
    sigaddset(&these, number)
    pthread_sigmask(SIG_UNBLOCK, &these, &masked)
    defer { pthread_sigmask(SIG_SETMASK, &masked, nil) }
    received.store(0, ordering: .sequentiallyConsistent)
    var meanwhile = -1
    do throws(FileFault) {
      try Signals.deferred { () throws(FileFault) in
        raise(number)
        meanwhile = received.load(ordering: .sequentiallyConsistent)
        if failing { throw FileFault(.other, "full") }
      }
      #expect(!failing)
    } catch {
      #expect(failing)
    }
    #expect(meanwhile == 0)
    // Any thread may be the one to receive it.
    while received.load(ordering: .sequentiallyConsistent) == 0 { sched_yield() }
    #expect(received.load(ordering: .sequentiallyConsistent) == 1)
    raise(number)
    #expect(received.load(ordering: .sequentiallyConsistent) == 2)
  }

  @Test func whatIsIgnoredStaysIgnored() throws {
    let before = signal(SIGHUP, SIG_IGN)
    defer { signal(SIGHUP, before) }
    // Each would have been the end of this process.
    try Signals.deferred { () throws(FileFault) in _ = kill(getpid(), SIGHUP) }
    kill(getpid(), SIGHUP)
  }
}
