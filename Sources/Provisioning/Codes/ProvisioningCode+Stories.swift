package import Diagnostics

extension ProvisioningCode {
  private static let files = [
    Example.File("esteira.yaml", .text("project: fraud\n")),
    Example.File(
      "jobs.yaml", .text("stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n")),
  ]
  private static let queue = Example.File(
    "jobs.yaml",
    .text(
      """
      stack: jobs
      resources:
        topic:
          type: AWS::SNS::Topic
          properties:
            DisplayName: jobs
        queue:
          type: AWS::SQS::Queue
          depends-on: topic

      """))
  private static let stackName = ["--stack-name", "fraud-local-jobs"]
  private static let topic = [
    "--template-body", #"{"Resources":{"Other":{"Type":"AWS::SNS::Topic"}}}"#,
  ]
  private static let applied = Circumstance.esteira(["apply", "--yes"])

  /// What someone does to the stack with the AWS CLI.
  private static func aws(_ action: String, _ arguments: [String] = []) -> Circumstance {
    .aws(["cloudformation", action] + stackName + arguments)
  }

  /// Deleting the stack and waiting for it.
  private static let deletion = [
    aws("delete-stack"), .aws(["cloudformation", "wait", "stack-delete-complete"] + stackName),
  ]

  /// What is to go wrong in the embedded cloud.
  private static func fails(_ text: String) -> Circumstance {
    .writes(.init(".esteira/local/faults.yaml", .text(text)))
  }

  private static func apply(_ circumstances: [Circumstance]) -> Example {
    Example(files: files, circumstances, command: ["apply", "--yes"])
  }

  private static func destroy(_ circumstances: [Circumstance]) -> Example {
    Example(files: files, circumstances, command: ["destroy", "--yes"])
  }

  /// An environment on AWS, to which the credentials belong or not.
  private static func environment(_ account: String, region: String = "us-east-1") -> Example.File {
    Example.File(
      "esteira.yaml",
      .text(
        """
        project: fraud
        environments:
          dev:
            account: "\(account)"
            region: \(region)

        """))
  }

  /// Applying to an environment of the account that the credentials belong to.
  private static func applyToAWS(
    account: String = "000000000000", _ circumstances: [Circumstance], asking: Bool = false
  ) -> Example {
    Example(
      files: [environment(account), files[1]], [.calls(.otherAccount)] + circumstances,
      command: ["apply", "--env", "dev"] + (asking ? [] : ["--yes"]))
  }

  package var story: Story {
    switch self {
    case .wrongAccount:
      Story(
        title: "The credentials belong to another account",
        meaning: """
          An environment names its account, and the credentials in use belong to a different one. \
          Before anything is changed AWS is asked whose they are.
          """,
        example: Self.applyToAWS(account: "111111111111", []),
        remedy: "Choose the right profile, or the right environment with `--env`.")
    case .unrecordedStack:
      Story(
        title: "The stack exists, and there is no record of it",
        meaning: """
          CloudFormation has a stack of this name that Esteira did not make, or whose record is \
          lost. Planning to create it would be wrong, and so would changing what is not known.
          """,
        example: Self.apply([
          Self.aws("create-stack", Self.topic),
          .aws(["cloudformation", "wait", "stack-create-complete"] + Self.stackName),
        ]),
        remedy: """
          Put the record back into `.esteira/state`, give the stack another name, or delete the \
          stack that is there. Adopting stacks comes in a later version.
          """)
    case .anotherStack:
      Story(
        title: "The stack is not the recorded one",
        meaning: """
          The record knows the stack by its ARN, and the stack of this name has another: the \
          recorded one was deleted and someone made a new one.
          """,
        example: Self.apply(
          [Self.applied] + Self.deletion + [
            Self.aws("create-stack", Self.topic),
            .aws(["cloudformation", "wait", "stack-create-complete"] + Self.stackName),
            .writes(Self.queue),
          ]),
        remedy: "Move the record away if the new stack is none of yours, or delete the new stack.")
    case .stackGone:
      Story(
        title: "The stack was deleted outside of Esteira",
        meaning: "The record says that the stack stands, and CloudFormation has none.",
        example: Self.apply([Self.applied] + Self.deletion + [.writes(Self.queue)]),
        remedy: "Run `esteira destroy`, which records that it is gone, then apply again.")
    case .operationInProgress:
      Story(
        title: "Someone else is changing the stack",
        meaning: """
          CloudFormation does one thing to a stack at a time, and it is at work on this one for \
          someone else: no run of this project began it.
          """,
        example: Self.apply([
          Self.applied, .writes(Self.queue), Self.aws("update-stack", Self.topic),
        ]), remedy: "Wait until that has ended, then run the command again.")
    case .stuck:
      Story(
        title: "The stack takes no update",
        meaning: """
          An earlier operation failed so that CloudFormation could neither finish nor take it \
          back. It takes no update until that is mended.
          """,
        example: Self.apply([
          Self.applied,
          Self.fails(
            """
            fail:
              - resource: Queue
              - resource: Topic
                action: rollback

            """), .writes(Self.queue), Self.applied,
        ]), remedy: "Do what the message says for this status.")
    case .reviewInProgress:
      Story(
        title: "Someone has a change set for a stack that does not exist yet",
        meaning: """
          A stack in REVIEW_IN_PROGRESS was never created: someone made a change set that would, \
          and has not executed it.
          """,
        example: Self.applyToAWS(
          [
            .types("yes"),
            .meanwhile(
              [
                "aws", "cloudformation", "create-change-set", "--stack-name", "fraud-dev-jobs",
                "--change-set-name", "first", "--change-set-type", "CREATE",
              ] + Self.topic),
          ], asking: true),
        remedy: "Execute the change set or delete the stack. It holds nothing.")
    case .changeSetFailed:
      Story(
        title: "CloudFormation cannot make the change set",
        meaning: """
          Every change goes through a change set, and CloudFormation could not make this one. \
          Nothing was changed.
          """,
        example: Self.apply([.words("A macro that the template uses fails.")]),
        remedy: "Mend what CloudFormation names and apply again.")
    case .operationFailed:
      Story(
        title: "The stack could not be created or updated",
        meaning: """
          CloudFormation began and a resource failed, so it took everything back. The message \
          names the first resource that failed and why; failures that only follow are left out.
          """,
        example: Self.apply([
          Self.fails("fail:\n  - resource: Topic\n    reason: There is no room\n")
        ]), remedy: "Mend the cause and apply again.")
    case .deletionFailed:
      Story(
        title: "The stack could not be deleted",
        meaning: """
          A resource could not be deleted, often because it is not empty or something else uses \
          it. Everything else may be gone.
          """,
        example: Self.destroy([
          Self.applied, Self.fails("fail:\n  - resource: Topic\n    action: delete\n"),
        ]),
        remedy: "Remove what blocks the deletion and run `esteira destroy` again.")
    case .terminationProtected:
      Story(
        title: "The stack has termination protection",
        meaning: "Someone protected the stack against deletion in CloudFormation itself.",
        example: Self.destroy([
          Self.applied,
          Self.aws("update-termination-protection", ["--enable-termination-protection"]),
        ]),
        remedy: "If it is to go, switch the protection off first, as the message says.")
    case .planOutdated:
      Story(
        title: "The stack was changed after the plan was made",
        meaning: """
          Between the plan and its confirmation someone else applied the stack. Carrying the old \
          plan out could undo that.
          """,
        example: Self.applyToAWS(
          [.types("yes"), .meanwhile(["esteira", "apply", "--env", "dev", "--yes"])],
          asking: true),
        remedy: "Run the command again and look at the new plan.")
    case .interrupted:
      Story(
        title: "It was interrupted",
        meaning: """
          You asked it to stop. Nothing new is begun; what CloudFormation has begun goes on there.
          """,
        example: Self.apply([.interrupts]),
        remedy: "Run the same command again: it picks up what is under way.")
    case .rollbackHoldsResources:
      Story(
        title: "What a failed creation left holds resources",
        meaning: """
          A stack whose creation failed is deleted and made anew, unless it still holds something: \
          that would be lost from sight.
          """,
        example: Self.apply([
          .writes(
            .init(
              "jobs.yaml",
              .text(
                """
                stack: jobs
                resources:
                  topic:
                    type: AWS::SNS::Topic
                    deletion-policy: Retain
                  queue:
                    type: AWS::SQS::Queue
                    depends-on: topic

                """))), Self.fails("fail:\n  - resource: Queue\n"), Self.applied,
        ]),
        remedy: "Look at what is named, delete or keep it by hand, then run `esteira destroy`.")
    case .recordElsewhere:
      Story(
        title: "The record is of another account, region or stack name",
        meaning: """
          The environment was given another account or region, or the project another name, after \
          the stack was applied or a run on it was cut short. The old stack still exists where it \
          was.
          """,
        example: Self.applyToAWS([
          .esteira(["apply", "--env", "dev", "--yes"]),
          .writes(Self.environment("000000000000", region: "eu-west-1")),
        ]),
        remedy: """
          Set it back; to move the stack, destroy it before. Or give the new place an environment of \
          its own. What another project has recorded is left to that project.
          """)
    case .outOfSight:
      Story(
        title: "CloudFormation could not be watched to the end",
        meaning: """
          It was asked for something, has accepted it, and then did not answer any more, or shows \
          nothing of it. It goes on without being watched.
          """,
        example: Example(
          files: [Self.environment("000000000000"), Self.files[1]], [.calls(.lostOnTheWay)],
          command: ["apply", "--env", "dev", "--yes"]),
        remedy: """
          Run the same command again: it picks up what is under way, and records how it ended.
          """)
    }
  }
}
