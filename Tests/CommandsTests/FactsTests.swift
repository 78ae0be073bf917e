import Commands
import Testing

struct FactsTests {
  @Test func aType() async {
    let world = InMemoryWorld(["facts", "AWS::SageMaker::Endpoint"])
    #expect(await world.run() == .success)
    #expect(world.output.hasPrefix("AWS::SageMaker::Endpoint (facts of 20"))
    #expect(world.output.contains("\n  EndpointConfigName  "))
    #expect(world.error.isEmpty)
  }

  @Test func whatEnds() async {
    let world = InMemoryWorld(["facts", "AWS::Lambda::Function", "Runtime"])
    #expect(await world.run() == .success)
    #expect(world.output.contains("python3.6       deprecated 2022-07-18, no creation"))
    let type = InMemoryWorld(["facts", "AWS::DeviceFarm::Project"])
    #expect(await type.run() == .success)
    #expect(type.output.contains("regions       us-west-2"), "\(type.output)")
  }

  @Test(arguments: ["Tags.Key", "Tags/*/Key", "Tags.0.Key", "Tags/Key"])
  func aProperty(path: String) async {
    let world = InMemoryWorld(["facts", "AWS::S3::Bucket", path])
    #expect(await world.run() == .success)
    #expect(world.output.hasPrefix("AWS::S3::Bucket Tags/*/Key (facts of 20"))
  }

  @Test func asJSON() async {
    let type = InMemoryWorld(["facts", "AWS::EC2::Volume", "--json"])
    #expect(await type.run() == .success)
    #expect(type.output.contains(#""type": "AWS::EC2::Volume""#))
    let property = InMemoryWorld(["facts", "--json", "AWS::EC2::Volume", "AvailabilityZone"])
    #expect(await property.run() == .success)
    #expect(property.output.contains(#""update": "replacement""#))
  }

  @Test(arguments: [
    (["AWS::S3::Buckett"], "EST0015", "`AWS::S3::Bucket`"),
    (["S3::Bucket"], "EST0015", "`AWS::S3::Bucket`"),
    (["aws::s3::bucket"], "EST0015", "`AWS::S3::Bucket`"),
    (["a bucket, please"], "EST0015", "a type is written like"),
    (["AWS::S3::Bucket", "Tagz"], "EST0016", "`Tags`"),
    (["AWS::S3::Bucket", "Tags.Kez"], "EST0016", "`Tags/Key`"),
    (
      ["AWS::S3::Bucket", "VersioningConfigration/Status"], "EST0016",
      "`VersioningConfiguration/Status`"
    ),
    (["AWS::S3::Bucket", "."], "EST0016", "run `esteira facts`"),
    (["AWS::S3::Bucket", "BucketName/X"], "EST0016", "in `BucketName` of `AWS::S3::Bucket`"),
  ])
  func refused(arguments: [String], code: String, says: String) async {
    let world = InMemoryWorld(["facts"] + arguments)
    #expect(await world.run() == .usage)
    #expect(world.output.isEmpty)
    #expect(world.error.contains("error[\(code)]"))
    #expect(world.error.contains(says), "\(world.error)")
  }
}
