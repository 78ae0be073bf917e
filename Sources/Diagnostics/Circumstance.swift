/// Something that happens before the command of an example is run, or is so meanwhile, besides the
/// files that it starts from.
package enum Circumstance: Sendable {
  /// The program is run with these arguments.
  case esteira([String])
  /// Someone uses the AWS CLI on the stacks.
  case aws([String])
  /// A file is written, or gets other contents.
  case writes(Example.File)
  /// A folder is copied.
  case copies(String, to: String)
  /// A variable of the environment is set.
  case variable(String, String)
  /// The person is asked, and types this.
  case types(String)
  /// The person presses Ctrl-C while the program waits.
  case interrupts
  /// While the person is asked, someone else runs this: `esteira`, or `aws`, and its arguments.
  case meanwhile([String])
  /// Calls to AWS end like this.
  case calls(Calls)
  /// The disk that the records are on does this.
  case disk(Disk)
  /// Someone else is changing this stack of the environment `local`.
  case holds(String)
  /// The embedded cloud of this project is served already.
  case serves
  /// Another program listens on a port.
  case listens(Int)
  /// Something that cannot be played: no command of this version comes to it.
  case words(String)

  /// Whether it happens once the command runs, and not before.
  package var isDuringTheCommand: Bool {
    switch self {
    case .types, .interrupts, .meanwhile: true
    case .esteira, .aws, .writes, .copies, .variable, .calls, .disk, .holds, .serves,
      .listens, .words:
      false
    }
  }

  /// How calls to AWS end.
  package enum Calls: String, Sendable, CaseIterable {
    case nameNotFound = "The machine has no network, and no name is found."
    case refused = "Nothing listens at the endpoint."
    case untrusted = "A proxy shows a certificate that nobody vouches for."
    case timedOut = "The network swallows every call."
    case lost = "The connection breaks off."
    case proxy = "The proxy wants a password."
    case failed = "The system cannot make a connection."
    case unreadableBody = "The file that is sent cannot be read."
    case cancelled = "The call is cut short."
    case page = "A login page answers instead of AWS."
    case invalid = "CloudFormation answers with a ValidationError."
    case denied = "CloudFormation answers with AccessDenied."
    case wrongSecret = "CloudFormation answers with SignatureDoesNotMatch."
    case expired = "CloudFormation answers with ExpiredToken."
    case skewed = "CloudFormation answers with RequestExpired."
    case throttled = "CloudFormation answers with Throttling, again and again."
    case broken = "CloudFormation answers with InternalFailure, again and again."
    case lostOnTheWay = "Once CloudFormation has begun, the network breaks off."
    case otherAccount = "The credentials belong to the account 000000000000."
  }

  /// What the disk of the records does.
  package enum Disk: String, Sendable, CaseIterable {
    case unreadable = "The disk of `.esteira` cannot be read."
    case unwritable = "The disk of `.esteira` fails when it is written to."
    case full = "The disk of `.esteira` is full."
    case forbidden = "The files in `.esteira` belong to somebody else."
    case readOnly = "The disk of `.esteira` is mounted read-only."
    case forgetful = "The disk of `.esteira` does not confirm what it was given."
    case gated = "A stopped process holds the gate of the records."
  }
}
