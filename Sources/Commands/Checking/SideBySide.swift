internal import Synchronization

/// Work on many things that need nothing of each other, on all processors.
enum SideBySide {
  /// What comes of each number below a count, in their order.
  ///
  /// Who is done with one takes the next, so that it does not matter how unequal they are. Each
  /// worker has a tool of its own, which remembers what it wants from one number to the next.
  ///
  /// - Parameters:
  ///   - workers: How many there are at the most; one alone works where it is called.
  ///   - tool: Makes a worker's tool.
  static func map<Tool, Result: Sendable>(
    below count: Int, workers: Int, tool: @escaping @Sendable () -> Tool,
    _ body: @escaping @Sendable (Int, inout Tool) -> Result
  ) async -> [Result] {
    guard count > 1, workers > 1 else {
      var own = tool()
      return (0..<count).map { body($0, &own) }
    }
    let queue = Queue(count)
    return await withTaskGroup(of: [(Int, Result)].self) { group in
      for _ in 0..<min(count, workers) {
        group.addTask {
          var own = tool()
          var done: [(Int, Result)] = []
          while let next = queue.next() { done.append((next, body(next, &own))) }
          return done
        }
      }
      var results = [Result?](repeating: nil, count: count)
      for await done in group {
        for (number, result) in done { results[number] = result }
      }
      return results.compactMap(\.self)
    }
  }

  /// The numbers that nobody has taken yet.
  private final class Queue: Sendable {
    private let count: Int
    private let taken = Atomic(0)

    init(_ count: Int) {
      self.count = count
    }

    func next() -> Int? {
      let number = taken.wrappingAdd(1, ordering: .relaxed).oldValue
      return number < count ? number : nil
    }
  }
}
