import Foundation
import Testing

/// Values that a template keeps to itself, in what Esteira writes to the disk.
@Suite(.timeLimit(.minutes(10))) struct HiddenValueFileTests {
  @Test func nothingThatIsWrittenTellsAHiddenValue() throws {
    try withFolder { folder in
      try folder.write("esteira.yaml", "project: fraud\n")
      try folder.write(
        "platform.yaml",
        "stack: platform\nresources: {topic: {type: topic}}\noutputs: {token: '${topic.name}'}\n")
      try folder.write(
        "jobs.yaml",
        "stack: jobs\ntemplate: legacy.template.yaml\nparameters: {Word: '${platform.token}'}\n")
      try folder.write(
        "legacy.template.yaml",
        """
        Parameters: {Word: {Type: String, NoEcho: true}}
        Resources:
          Token: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Word}}

        """)
      func run(_ command: String, _ word: String) throws -> Program.Result {
        try Program.shell("$ESTEIRA \(command) jobs --value platform.token=\(word)", in: folder)
      }
      for word in ["hunter2", "swordfish"] {
        for command in ["apply --yes --debug", "plan --json --debug"] {
          let result = try run(command, word)
          #expect(result.code == 0, "\(result.error)")
          #expect(!(result.output + result.error).contains(word))
        }
        #expect(try run("plan --detailed-exitcode", word).code == 0)
        // The embedded cloud stands for the account, and has it; records and journals do not.
        #expect(try Program.shell("grep -rq \(word) .esteira/local", in: folder).code == 0)
        #expect(try Program.shell("grep -rq \(word) .esteira/state", in: folder).code == 1)
        #expect(try Program.shell("grep -rq '\"rounds\"' .esteira/state", in: folder).code == 0)
      }
      #expect(try run("plan --detailed-exitcode", "hunter2").code == 2)
    }
  }
}
