/// An answer that refuses: AWS's code, words and status.
struct Refusal: Error, Sendable, Equatable {
  var code: String
  var message: String
  var status: Int
  /// Whose fault it is, as AWS has it.
  var isSenders: Bool { status < 500 }

  init(_ code: String, _ message: String, status: Int = 400) {
    self.code = code
    self.message = message
    self.status = status
  }

  /// The code that most refusals have.
  static func validation(_ message: String) -> Refusal {
    Refusal("ValidationError", message)
  }
}
