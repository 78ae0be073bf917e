internal import AWS
internal import BucketRecords
internal import Digests
internal import Recording
internal import Stacks

/// The bucket that an environment keeps its records in.
struct RecordBucket: Sendable {
  let name: String
  /// Of this project: several may keep their records in one place.
  private let prefix: String
  private let client: S3Client
  private let region: String

  /// None where the records are elsewhere.
  init?(
    of environment: Environment, in project: String, _ access: Access
  ) throws(AWSFault) {
    guard case .s3(let bucket, let prefix) = environment.records else { return nil }
    name = bucket
    self.prefix = prefix.isEmpty ? project : "\(prefix)/\(project)"
    // What was begun has to be written down, and a lock given back, also for a person who wants to
    // stop: a pause between two tries goes on.
    client = S3Client(try access.services(), owner: environment.account).steady
    region = environment.region
  }

  func keeping(in world: World) -> RecordKeeping {
    let place = BucketPlace(client, bucket: name, prefix: prefix)
    return RecordKeeping(
      store: BucketRecordStore(place),
      lock: BucketRecordLock(
        place, waiting: Waiting(now: world.clock.uptime, pause: world.clock.pause)),
      journal: BucketJournal(place))
  }

  /// Keeps a template that is too long for a call, and returns the address at which CloudFormation
  /// reads it.
  func keep(template: [UInt8], of address: StackAddress) async throws -> String {
    let key = try await BucketTemplates(BucketPlace(client, bucket: name, prefix: prefix))
      .keep(template, digest: SHA256.digest(of: template).hex, of: address)
    // With the bucket in the path: its name may have dots, which no certificate covers.
    return HTTPURL(
      host: "s3.\(region).\(Partition(of: region).suffix)",
      path: "/\(name)/" + PercentEncoding.encode(key, keepingSlashes: true)
    ).text
  }

  /// What is known of the bucket before anything is written into it.
  func condition() async throws(AWSFault) -> Condition {
    do throws(AWSFault) {
      switch try await client.versioning(of: name) {
      case .enabled, .suspended: return .ready
      case .unset: return .unprotected
      }
    } catch {
      switch error.service?.code {
      case "NoSuchBucket": return .missing
      // Who may only read and write objects leaves it to others how they are kept.
      case "AccessDenied": return .ready
      default: throw error
      }
    }
  }

  /// How a bucket stands.
  enum Condition {
    case missing
    /// It keeps no versions, which is the last thing that it is told when it is made.
    case unprotected
    case ready
  }

  private var partition: String { Partition(of: region).name }

  /// Protects the bucket where nobody has said otherwise.
  func complete() async throws(AWSFault) {
    try await client.completeProtection(of: name, partition: partition)
  }

  /// Makes the bucket as records want it: encrypted, with versions, for nobody else and over TLS
  /// alone. One that cannot be made so is not left behind, unless somebody else may have made it.
  func make() async throws(AWSFault) {
    let isOurs = try await create()
    do throws(AWSFault) {
      try await client.protect(name, partition: partition)
    } catch {
      var fault = error
      let note =
        "the bucket `\(name)` was made and is not protected yet: the next `esteira apply` does it"
      guard isOurs else {
        fault.notes.append(note)
        throw fault
      }
      do throws(AWSFault) {
        try await client.deleteBucket(name)
      } catch {
        fault.notes.append(note)
      }
      throw fault
    }
  }

  /// Makes the bucket; tells whether it is certain that nobody else did.
  private func create() async throws(AWSFault) -> Bool {
    for tries in 1... {
      do throws(AWSFault) {
        return try await client.createBucket(name)
      } catch {
        var fault = error
        switch fault.service?.code {
        case "BucketAlreadyOwnedByYou": return false
        case "BucketAlreadyExists":
          fault.hint =
            "names of buckets are shared by all of AWS, and this one is another account's: choose "
            + "another one in `state:`"
          throw fault
        default: break
        }
        // Where the answer was lost it may be there all the same.
        if fault.mayPass, try await client.region(of: name) != nil { return false }
        guard fault.saysConflict, tries < S3Client.patience else { throw fault }
      }
      try await client.backOff(after: tries, of: "CreateBucket")
    }
    return false
  }
}
