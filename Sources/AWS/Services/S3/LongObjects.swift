internal import Synchronization

/// How large objects are moved.
package struct LongObjectRules: Sendable {
  /// In bytes; what is larger travels in parts.
  package var whole: Int
  /// The bytes of a part, unless that made too many of them.
  package var part: Int
  /// Parts under way at a time.
  package var parallel: Int
  /// Whether the digest of what is sent is worked out before, so that what arrives is what was read.
  package var isSigned: Bool

  package init(
    whole: Int = 16 << 20, part: Int = 16 << 20, parallel: Int = 4, isSigned: Bool = true
  ) {
    self.whole = whole
    self.part = part
    self.parallel = parallel
    self.isSigned = isSigned
  }

  /// S3 takes no more parts than these.
  static let mostParts = 10_000

  /// The parts of so many bytes, in order.
  func ranges(of size: Int) -> [Range<Int>] {
    let least = (size + Self.mostParts - 1) / Self.mostParts
    let length = max(part, least)
    return stride(from: 0, to: size, by: length).map { $0..<min($0 + length, size) }
  }
}

/// Moves the parts of an object, some at a time, and ends with the first that fails.
struct PartsInParallel: Sendable {
  let ranges: [Range<Int>]
  let parallel: Int

  /// What moving the parts came to, in their order. When this returns or throws, none is under way.
  func move<Output: Sendable>(
    _ body:
      @escaping @Sendable (_ index: Int, _ range: Range<Int>) async throws(AWSFault) -> Output
  ) async throws(AWSFault) -> [Output] {
    typealias End = (index: Int, result: Result<Output, AWSFault>)
    var outputs = [Output?](repeating: nil, count: ranges.count)
    var fault: AWSFault?
    await withTaskGroup(of: End.self) { group in
      var next = 0
      func begin() {
        let index = next
        next += 1
        group.addTask {
          do throws(AWSFault) {
            return (index, .success(try await body(index, ranges[index])))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      while next < min(parallel, ranges.count) { begin() }
      while let end = await group.next() {
        switch end.result {
        case .success(let output):
          outputs[end.index] = output
          if fault == nil, next < ranges.count { begin() }
        case .failure(let first):
          // Those that are cancelled because of it fail too, and say less.
          if fault == nil { fault = first }
          group.cancelAll()
        }
      }
    }
    if let fault { throw fault }
    return outputs.compactMap(\.self)
  }
}

/// Adds up how far the parts of an object have been moved, and tells each sum in its turn.
final class MovedParts: Sendable {
  private let moved: Mutex<(ends: [Int], sum: Int)>
  private let size: Int
  private let tell: BodyProgress

  init(count: Int, size: Int, _ tell: @escaping BodyProgress) {
    moved = Mutex((Array(repeating: 0, count: count), 0))
    self.size = size
    self.tell = tell
  }

  /// Notes up to where a part was moved. A part that is moved again begins anew.
  ///
  /// The sum is told before the next is worked out: parts move side by side, and a sum told late
  /// would look as if the object had gone backwards.
  func note(_ end: Int, of index: Int) {
    moved.withLock { moved in
      moved.sum += end - moved.ends[index]
      moved.ends[index] = end
      tell(moved.sum, size)
    }
  }

  /// Up to where a part was moved.
  func end(of index: Int) -> Int { moved.withLock { $0.ends[index] } }
}
