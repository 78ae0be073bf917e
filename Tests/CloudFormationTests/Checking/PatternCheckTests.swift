import CloudFormation
import Diagnostics
import Testing

/// Texts of properties, held against the patterns of the facts.
struct PatternCheckTests {
  private static let urlEnd = String(repeating: "1234567890abcdef", count: 4)

  @Test(arguments: [
    (
      "AWS::EC2::SecurityGroup", "{GroupDescription: Zugänge für Büros, VpcId: vpc-12345678}",
      "GroupDescription"
    ),
    (
      "AWS::ECR::Repository", "{RepositoryName: MyRepositoryWithUppercaseLetters}", "RepositoryName"
    ),
    (
      "AWS::EFS::AccessPoint", "{FileSystemId: fs-12345678, RootDirectory: {Path: //}}",
      "RootDirectory.Path"
    ),
    ("AWS::CodeCommit::Repository", "{RepositoryName: my repo}", "RepositoryName"),
    ("AWS::CodeCommit::Repository", "{RepositoryName: jobs.git}", "RepositoryName"),
    (
      "AWS::EMRServerless::Application",
      """
      {Type: SPARK, ReleaseLabel: emr-7.0.0, MonitoringConfiguration: {PrometheusMonitoringConfiguration: \
      {RemoteWriteUrl: 'https://aps-workspaces.us-east-1.amazonaws.com/ws-\(urlEnd)/api/v1/remote_write'}}}
      """, "MonitoringConfiguration.PrometheusMonitoringConfiguration.RemoteWriteUrl"
    ),
  ])
  func textsThatDoNotMatchAreFound(type: String, properties: String, place: String) {
    let text = "Resources: {One: {Type: '\(type)', Properties: \(properties)}}"
    let found = findings(in: text).filter { $0.severity == .error }
    #expect(found.map(\.brief) == ["wrongPattern \(place)"])
  }

  @Test(arguments: [
    ("AWS::EC2::SecurityGroup", "{GroupDescription: 'jobs [all]', VpcId: vpc-12345678}"),
    ("AWS::ECR::Repository", "{RepositoryName: tools/jobs-2}"),
    ("AWS::EFS::AccessPoint", "{FileSystemId: fs-12345678, RootDirectory: {Path: /jobs/done}}"),
    ("AWS::CodeCommit::Repository", "{RepositoryName: jobs.github}"),
    ("AWS::CodeCommit::Repository", "{RepositoryName: \"jobs\\n\"}"),
  ])
  func textsThatMatchPass(type: String, properties: String) {
    let text = "Resources: {One: {Type: '\(type)', Properties: \(properties)}}"
    #expect(findings(in: text).filter { $0.severity == .error } == [])
  }
}
