internal import AWS
internal import BucketRecords
internal import Digests
internal import Recording
internal import Stacks

/// The bucket that an environment keeps its records in.
struct RecordBucket: Sendable {
  let name: String
  private let prefix: String
  private let client: S3Client
  private let region: String

  /// None where the records are elsewhere.
  init?(of environment: Environment, _ access: Access) throws(AWSFault) {
    guard case .s3(let bucket, let prefix) = environment.records else { return nil }
    name = bucket
    self.prefix = prefix
    client = S3Client(try access.services(), owner: environment.account)
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

  func isThere() async throws(AWSFault) -> Bool {
    try await client.region(of: name) != nil
  }

  /// Makes the bucket as records want it: encrypted, with versions, for nobody else and over TLS
  /// alone. One that cannot be made so is not left behind.
  func make() async throws(AWSFault) {
    do throws(AWSFault) {
      try await client.createBucket(name)
    } catch {
      // Where the answer was lost it may be there all the same.
      guard error.mayPass, try await isThere() else { throw error }
    }
    do throws(AWSFault) {
      try await client.protect(name, partition: Partition(of: region).name)
    } catch {
      var fault = error
      do throws(AWSFault) {
        try await client.deleteBucket(name)
      } catch {
        fault.notes.append(
          "the bucket `\(name)` was made and is not protected: delete it before trying again")
      }
      throw fault
    }
  }
}
