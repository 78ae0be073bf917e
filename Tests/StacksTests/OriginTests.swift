import CloudFormation
import Diagnostics
import Documents
import Stacks
import Testing

/// Every part of a template is found again in its file.
struct OriginTests {
  static let text = """
    stack: serving
    resources:
      artifacts:
        type: AWS::S3::Bucket
        deletion-policy: Retain
        properties:
          Tags:
            - Key: a
              Value: x-${env.region}
          Versioning: {Status: Enabled}
    outputs:
      bucket: ${artifacts}

    """

  @Test(arguments: [
    ("Resources.Artifacts", "artifacts"), ("Resources.Artifacts.Type", "AWS::S3::Bucket"),
    ("Resources.Artifacts.DeletionPolicy", "Retain"),
    ("Resources.Artifacts.Properties", "properties"),
    ("Resources.Artifacts.Properties.Tags", "Tags"),
    ("Resources.Artifacts.Properties.Tags.0.Value", "x-${env.region}"),
    ("Resources.Artifacts.Properties.Tags.0.Value.Fn::Sub", "x-${env.region}"),
    ("Resources.Artifacts.Properties.Versioning.Status", "Enabled"),
    ("Resources.Artifacts.Properties.Missing", "properties"),
    ("Resources.Artifacts.UpdatePolicy", "artifacts"), ("Resources.Other", "serving"),
    ("Outputs.Bucket", "bucket"), ("Outputs.Bucket.Value", "${artifacts}"),
    ("Description", "serving"), ("", "serving"),
  ])
  func partsAreFound(path: String, expected: String) throws {
    let stack = try SampleProject(Self.text).lowered()
    let steps = path.split(separator: ".").map { part in
      Int(part).map(Path.Step.index) ?? .key(String(part))
    }
    let place = stack.origins.place(of: Path(steps))
    #expect(place.source.text(in: place.span) == expected)
  }
}
