package import AWS
package import Documents
package import Recording

extension World {
  /// What folders hold.
  package struct Folders: Sendable {
    /// How many folders lie above the one that the command is run in.
    package var depth: @Sendable () -> Int
    /// What lies in a folder, in no order.
    package var list: @Sendable (_ path: [UInt8]) throws(FileFault) -> [Entry]

    package init(
      depth: @escaping @Sendable () -> Int,
      list: @escaping @Sendable (_ path: [UInt8]) throws(FileFault) -> [Entry]
    ) {
      self.depth = depth
      self.list = list
    }

    /// Something in a folder.
    package struct Entry: Sendable {
      package var name: [UInt8]
      /// A link is none, wherever it leads.
      package var isFolder: Bool

      package init(name: [UInt8], isFolder: Bool) {
        self.name = name
        self.isFolder = isFolder
      }
    }
  }

  /// The time, and letting it pass.
  package struct Clock: Sendable {
    package var now: @Sendable () -> Timestamp
    /// A time that only grows.
    package var uptime: @Sendable () -> Duration
    /// Throws when the task is cancelled.
    package var pause: @Sendable (Duration) async throws -> Void

    package init(
      now: @escaping @Sendable () -> Timestamp, uptime: @escaping @Sendable () -> Duration,
      pause: @escaping @Sendable (Duration) async throws -> Void
    ) {
      self.now = now
      self.uptime = uptime
      self.pause = pause
    }
  }

  /// Who runs the command, and what they say meanwhile.
  package struct Person: Sendable {
    /// Asked only where it is written down: the system has to look it up.
    package var name: @Sendable () -> String
    package var host: @Sendable () -> String
    package var process: Int
    /// Whether they can be asked: standard input is a terminal.
    package var canAnswer: @Sendable () -> Bool
    /// A line they type; none at the end of input.
    package var answer: @Sendable () -> String?
    /// A line they type that is not to be seen.
    package var secretAnswer: @Sendable () -> String?
    /// Whether they asked to stop.
    package var isInterrupting: @Sendable () -> Bool
    /// From now on, to interrupt is to ask to stop; before, it ends the process.
    package var heedInterruptions: @Sendable () -> Void

    package init(
      name: @escaping @Sendable () -> String, host: @escaping @Sendable () -> String, process: Int,
      canAnswer: @escaping @Sendable () -> Bool,
      answer: @escaping @Sendable () -> String?,
      secretAnswer: (@Sendable () -> String?)? = nil,
      isInterrupting: @escaping @Sendable () -> Bool,
      heedInterruptions: @escaping @Sendable () -> Void = {}
    ) {
      self.name = name
      self.host = host
      self.process = process
      self.canAnswer = canAnswer
      self.answer = answer
      self.secretAnswer = secretAnswer ?? answer
      self.isInterrupting = isInterrupting
      self.heedInterruptions = heedInterruptions
    }
  }

  /// The ways to a cloud.
  package struct Clouds: Sendable {
    /// To AWS, or whatever is at the endpoint, with the file of the certificate authorities to trust
    /// where it is not the system's.
    package var network: @Sendable (_ certificates: String?) -> Transport
    /// To the embedded cloud that keeps its data in a folder.
    package var embedded: @Sendable (_ folder: [UInt8]) async throws -> Transport
    /// Puts the embedded cloud on a port of this machine until the person asks to stop; says the
    /// port once it listens.
    package var serve:
      @Sendable (
        _ folder: [UInt8], _ port: Int, _ ready: @escaping @Sendable (Int) -> Void
      ) async throws -> Void

    package init(
      network: @escaping @Sendable (_ certificates: String?) -> Transport,
      embedded: @escaping @Sendable (_ folder: [UInt8]) async throws -> Transport,
      serve:
        @escaping @Sendable (
          _ folder: [UInt8], _ port: Int, _ ready: @escaping @Sendable (Int) -> Void
        ) async throws -> Void
    ) {
      self.network = network
      self.embedded = embedded
      self.serve = serve
    }
  }
}

/// Records with their locks and journals, all of one place.
package struct RecordKeeping: Sendable {
  package var store: any RecordStore
  package var lock: any RecordLock
  package var journal: any Journal

  package init(store: any RecordStore, lock: any RecordLock, journal: any Journal) {
    self.store = store
    self.lock = lock
    self.journal = journal
  }
}
