package import Diagnostics

extension ProvisioningCode {
  private static let apply = Example(
    files: [
      .init("esteira.yaml", .text("project: fraud\n")),
      .init("jobs.yaml", .text("stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n")),
    ], command: ["apply", "--yes"])
  private static let destroy = Example(files: apply.files, command: ["destroy", "--yes"])

  package var story: Story {
    switch self {
    case .wrongAccount:
      Story(
        title: "The credentials belong to another account",
        meaning: """
          An environment names its account, and the credentials in use belong to a different one. \
          Before anything is changed AWS is asked whose they are.
          """,
        example: Self.apply,
        remedy: "Choose the right profile, or the right environment with `--env`.")
    case .unrecordedStack:
      Story(
        title: "The stack exists, and there is no record of it",
        meaning: """
          CloudFormation has a stack of this name that Esteira did not make, or whose record is \
          lost. Planning to create it would be wrong, and so would changing what is not known.
          """,
        example: Self.apply,
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
        example: Self.apply,
        remedy: "Move the record away if the new stack is none of yours, or delete the new stack.")
    case .stackGone:
      Story(
        title: "The stack was deleted outside of Esteira",
        meaning: "The record says that the stack stands, and CloudFormation has none.",
        example: Self.apply,
        remedy: "Run `esteira destroy`, which records that it is gone, then apply again.")
    case .operationInProgress:
      Story(
        title: "Someone else is changing the stack",
        meaning: """
          CloudFormation does one thing to a stack at a time, and it is at work on this one for \
          someone else: no run of this project began it.
          """,
        example: Self.apply, remedy: "Wait until that has ended, then run the command again.")
    case .stuck:
      Story(
        title: "The stack takes no update",
        meaning: """
          An earlier operation failed so that CloudFormation could neither finish nor take it \
          back. It takes no update until that is mended.
          """,
        example: Self.apply, remedy: "Do what the message says for this status.")
    case .reviewInProgress:
      Story(
        title: "Someone has a change set for a stack that does not exist yet",
        meaning: """
          A stack in REVIEW_IN_PROGRESS was never created: someone made a change set that would, \
          and has not executed it.
          """,
        example: Self.apply,
        remedy: "Execute the change set or delete the stack. It holds nothing.")
    case .changeSetFailed:
      Story(
        title: "CloudFormation cannot make the change set",
        meaning: """
          Every change goes through a change set, and CloudFormation could not make this one. \
          Nothing was changed.
          """,
        example: Self.apply, remedy: "Mend what CloudFormation names and apply again.")
    case .operationFailed:
      Story(
        title: "The stack could not be created or updated",
        meaning: """
          CloudFormation began and a resource failed, so it took everything back. The message \
          names the first resource that failed and why; failures that only follow are left out.
          """,
        example: Self.apply, remedy: "Mend the cause and apply again.")
    case .deletionFailed:
      Story(
        title: "The stack could not be deleted",
        meaning: """
          A resource could not be deleted, often because it is not empty or something else uses \
          it. Everything else may be gone.
          """,
        example: Self.destroy,
        remedy: "Remove what blocks the deletion and run `esteira destroy` again.")
    case .terminationProtected:
      Story(
        title: "The stack has termination protection",
        meaning: "Someone protected the stack against deletion in CloudFormation itself.",
        example: Self.destroy,
        remedy: "If it is to go, switch the protection off first, as the message says.")
    case .planOutdated:
      Story(
        title: "The stack was changed after the plan was made",
        meaning: """
          Between the plan and its confirmation someone else applied the stack. Carrying the old \
          plan out could undo that.
          """,
        example: Self.apply, remedy: "Run the command again and look at the new plan.")
    case .interrupted:
      Story(
        title: "It was interrupted",
        meaning: """
          You asked it to stop. Nothing new is begun; what CloudFormation has begun goes on there.
          """,
        example: Self.apply,
        remedy: "Run the same command again: it picks up what is under way.")
    case .rollbackHoldsResources:
      Story(
        title: "What a failed creation left holds resources",
        meaning: """
          A stack whose creation failed is deleted and made anew, unless it still holds something: \
          that would be lost from sight.
          """,
        example: Self.apply,
        remedy: "Look at what is named, delete or keep it by hand, then run `esteira destroy`.")
    case .recordElsewhere:
      Story(
        title: "The record is of another account, region or stack name",
        meaning: """
          The environment was given another account or region, or the project another name, after \
          the stack was applied or a run on it was cut short. The old stack still exists where it \
          was.
          """,
        example: Self.apply,
        remedy: """
          Set it back and destroy the stack first, or give the new place an environment of its own.
          """)
    case .outOfSight:
      Story(
        title: "CloudFormation could not be watched to the end",
        meaning: """
          It was asked for something, has accepted it, and then did not answer any more, or shows \
          nothing of it. It goes on without being watched.
          """,
        example: Self.apply,
        remedy: """
          Run the same command again: it picks up what is under way, and records how it ended.
          """)
    }
  }
}
