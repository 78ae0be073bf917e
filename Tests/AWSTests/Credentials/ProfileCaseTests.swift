import AWS
import Foundation
import TestSupport
import Testing

/// The cases that AWS's SDKs share for the files of profiles.
@Suite(.enabled(if: IndependentData.isHere)) struct ProfileCaseTests {
  struct File: Decodable {
    var tests: [Case]
  }

  struct Case: Decodable {
    struct Input: Decodable {
      var configFile: String?
      var credentialsFile: String?
    }

    struct Output: Decodable {
      struct Config: Decodable {
        var profiles: [String: [String: String]]
        var ssoSessions: [String: [String: String]]?
      }

      var config: Config?
      var errorContaining: String?
    }

    var name: String
    var input: Input
    var output: Output
  }

  private static let kinds: [(String, ProfileFault.Kind)] = [
    ("Profile definition must end with ']'", .noBracket),
    ("Expected a profile definition", .outsideProfile),
    ("Property did not have a name", .noName),
    ("Expected an '=' sign defining a property", .noEqualsSign),
    ("Expected a property definition", .continuationWithoutProperty),
    ("Expected an '=' sign defining a sub-property", .noEqualsSignInside),
    ("Sub-property did not have a name", .noNameInside),
  ]

  @Test func parserCases() throws {
    let file = try JSONDecoder.snakeCase.decode(
      File.self, from: Data(IndependentData.bytes("credentials/profile/profile-parser-tests.json")))
    #expect(file.tests.count == 65)
    for sample in file.tests {
      do throws(ProfileFault) {
        let files = ProfileFiles(
          config: try sample.input.configFile.map(parse(.config)),
          credentials: try sample.input.credentialsFile.map(parse(.credentials)))
        let expected = sample.output.config
        #expect(plain(files.profiles) == expected?.profiles, "\(sample.name)")
        if let sessions = expected?.ssoSessions {
          #expect(plain(files.ssoSessions) == sessions, "\(sample.name)")
        }
      } catch {
        let expected = sample.output.errorContaining.flatMap { text in
          Self.kinds.first { text.hasPrefix($0.0) }?.1
        }
        #expect(error.kind == expected, "\(sample.name)")
      }
    }
    print("profile files: \(file.tests.count) of \(file.tests.count) cases")
  }

  private func parse(
    _ file: ProfileParser.File
  ) -> (String) throws(ProfileFault) -> ProfileFiles {
    { (text) throws(ProfileFault) in
      try ProfileParser.parse(Array(text.utf8), as: file, by: .shared)
    }
  }

  private func plain(_ sections: [String: ProfileSection]) -> [String: [String: String]] {
    sections.mapValues { section in
      Dictionary(uniqueKeysWithValues: section.properties.map { ($0, section[$0] ?? "") })
    }
  }
}

/// Where the files lie. Cases for Windows are not about this program.
@Suite(.enabled(if: IndependentData.isHere)) struct FileLocationTests {
  struct File: Decodable {
    var tests: [Case]
  }

  struct Case: Decodable {
    var name: String
    var environment: [String: String]
    var platform: String
    var configLocation: String
    var credentialsLocation: String
  }

  @Test func locations() throws {
    let file = try JSONDecoder.snakeCase.decode(
      File.self, from: Data(IndependentData.bytes("credentials/profile/file-location-tests.json")))
    let cases = file.tests.filter { $0.platform == "linux" }
    #expect(!cases.isEmpty)
    for sample in cases {
      let world = SettingsWorld(
        variable: { sample.environment[$0] }, readFile: { _ throws(SettingsFileFault) in nil })
      #expect(Settings.path(.config, world) == sample.configLocation, "\(sample.name)")
      #expect(Settings.path(.credentials, world) == sample.credentialsLocation, "\(sample.name)")
    }
    print(
      "file locations: \(cases.count) cases, \(file.tests.count - cases.count) left out (Windows)")
  }
}
