internal import Diagnostics

/// Stories of credentials and of the settings that lead to them.
extension AWSCode {
  static let noCredentialsStory = Story(
    title: "There are no credentials",
    meaning: """
      Calls to AWS are signed, and neither the environment nor the shared files have \
      keys to sign with.
      """,
    example: Self.example([]),
    remedy: """
      Set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or run `aws configure`. The \
      environment `local` needs none.
      """)

  static let incompleteKeysStory = Story(
    title: "Half a key",
    meaning: """
      A key has two parts, an id and a secret. One is there and the other is not.
      """,
    example: Self.example([.variable("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")]),
    remedy: "Set both, in the same place.")

  static let profileNotFoundStory = Story(
    title: "There is no such profile",
    meaning: """
      The project, the command line or `AWS_PROFILE` names a profile that stands in none \
      of the shared files. In the configuration file, a profile other than `default` is \
      written `[profile name]`; in the credentials file, `[name]`.
      """,
    example: Self.example([.variable("AWS_PROFILE", "nobody")]),
    remedy: "Check the spelling with `aws configure list-profiles`.")

  static let malformedProfilesStory = Story(
    title: "A shared file cannot be understood",
    meaning: """
      A line of `~/.aws/config` or `~/.aws/credentials` is neither a profile nor a \
      property. The line is not shown, because it may hold a secret.
      """,
    example: Self.example(profiles: .text("[default\n")),
    remedy: "Mend the line whose number the message gives.")

  static let unreadableProfilesStory = Story(
    title: "A shared file cannot be read",
    meaning: "The file exists, and the operating system does not let it be read.",
    example: Self.example(profiles: .unreadable),
    remedy: "Check its permissions and those of the folders above it.")

  static let noRegionStory = Story(
    title: "There is no region",
    meaning: """
      Every call goes to a region, and nothing says which: not the project, not the \
      environment variables, not the profile.
      """,
    example: Self.example([.words("The environment has no region.")]),
    remedy: "Set `region` for the environment in `esteira.yaml`, or `AWS_REGION`.")

  static let badRegionStory = Story(
    title: "This is not a region",
    meaning: """
      The name of a region becomes a part of a host name, and this one cannot be.
      """,
    example: Self.example([.words("The region has a slash in its name.")]),
    remedy: "Write it like `us-east-1`.")

  static let profileLoopStory = Story(
    title: "Profiles name each other as source",
    meaning: """
      A role is assumed with the credentials of the profile that `source_profile` names. \
      Following these names came back to a profile that was there before, so that there \
      are no first credentials.
      """,
    example: Self.example(
      profiles: .text(
        "[default]\nrole_arn = arn:aws:iam::111111111111:role/a\nsource_profile = b\n"
          + "[profile b]\nrole_arn = arn:aws:iam::111111111111:role/b\nsource_profile = default\n")),
    remedy: """
      Let the last profile have keys, a sign-in or a `credential_source`.
      """)

  static let badProfileStory = Story(
    title: "A profile contradicts itself",
    meaning: """
      What stands in the profile does not make credentials: something is missing, such as \
      the source of a role, or two things exclude each other.
      """,
    example: Self.example(
      profiles: .text("[default]\nrole_arn = arn:aws:iam::111111111111:role/deploy\n")),
    remedy: """
      Do what the hint says; `aws configure` and `aws configure sso` write whole profiles.
      """)

  static let noTokenFileStory = Story(
    title: "The file of a token cannot be read",
    meaning: """
      A platform such as GitHub, GitLab or EKS leaves a token in a file, by which AWS \
      knows who asks. The settings name the file, and it is not there, is empty, or may \
      not be read.
      """,
    example: Self.example([
      .variable("AWS_WEB_IDENTITY_TOKEN_FILE", "/run/token"),
      .variable("AWS_ROLE_ARN", "arn:aws:iam::111111111111:role/deploy"),
    ]),
    remedy: """
      Check that the job asks for the token (`id-token: write` on GitHub, `id_tokens` on \
      GitLab) and writes it to that file.
      """)

  static let processFailedStory = Story(
    title: "The program of a profile gave no credentials",
    meaning: """
      The profile names a program that prints credentials (`credential_process`). It \
      failed, or what it printed is not the JSON that is agreed on. The output is not \
      shown, because it may hold a secret.
      """,
    example: Self.example(profiles: .text("[default]\ncredential_process = /opt/keys\n")),
    remedy: """
      Run the command by hand. It has to print an object with `Version` 1, `AccessKeyId` \
      and `SecretAccessKey`.
      """)

  static let signInNeededStory = Story(
    title: "A sign-in is needed",
    meaning: """
      The profile uses single sign-on. What `aws sso login` left behind has ended or is \
      not there, and it could not be renewed without a browser.
      """,
    example: Self.example(
      profiles: .text(
        "[default]\nsso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\n"
          + "sso_account_id = 111111111111\nsso_role_name = deploy\n")),
    remedy: """
      Run `aws sso login` for the profile and then the command again.
      """)

  static let containerFailedStory = Story(
    title: "The container gave no credentials",
    meaning: """
      ECS and EKS name a service in the environment that gives credentials of the task's \
      or pod's role. It did not answer, or answered with something else.
      """,
    example: Self.example([.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/1")]
    ),
    remedy: """
      Check that the task or pod has a role, and that the variable is not left over from \
      elsewhere.
      """)

  static let instanceFailedStory = Story(
    title: "The instance gave no credentials",
    meaning: """
      The profile takes credentials from the EC2 instance that the command runs on. The \
      instance's metadata service does not answer, refuses, or knows no role. Only its \
      second version is spoken.
      """,
    example: Self.example(
      profiles: .text(
        "[default]\nrole_arn = arn:aws:iam::111111111111:role/deploy\n"
          + "credential_source = Ec2InstanceMetadata\n")),
    remedy: """
      Attach an instance profile, turn the metadata on, and allow two hops where the \
      command runs in a container.
      """)

  static let noMFACodeStory = Story(
    title: "A role wants a code",
    meaning: """
      The role may only be assumed with a code of an MFA device, and there was nobody to \
      ask for it, or nothing was typed.
      """,
    example: Self.example(
      profiles: .text(
        "[default]\nrole_arn = arn:aws:iam::111111111111:role/deploy\nsource_profile = keys\n"
          + "mfa_serial = arn:aws:iam::111111111111:mfa/ana\n"
          + "[profile keys]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n")),
    remedy: """
      Run the command on a terminal. In a pipeline, use a role that asks for no code.
      """)

  static let badSettingStory = Story(
    title: "A setting is not what it should be",
    meaning: """
      A variable, or the property of a profile of the same name, holds a value that means \
      nothing, or lacks its companion.
      """,
    example: Self.example([.variable("AWS_WEB_IDENTITY_TOKEN_FILE", "/run/token")]),
    remedy: """
      Set it as the hint says, or unset it.
      """)
}
