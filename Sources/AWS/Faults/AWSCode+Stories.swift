package import Diagnostics

extension AWSCode {
  package var story: Story {
    switch self {
    case .nameNotFound:
      Story(
        title: "The name of a service has no address",
        meaning: """
          The host name of the call could not be resolved: there is no network, the name \
          server does not answer, or the region or the endpoint from which the name is made \
          is misspelt.
          """,
        example: Self.example(Self.keys + [.calls(.nameNotFound)]),
        remedy: "Check the network, the region, and `AWS_ENDPOINT_URL` if it is set.")
    case .connectionRefused:
      Story(
        title: "Nothing answers at a service's address",
        meaning: """
          The address is there, but nothing listens on the port, or something on the way \
          refuses. With an endpoint of your own, its server is not running.
          """,
        example: Self.example(Self.keys + [.calls(.refused)]),
        remedy: """
          Start the server the endpoint points at, or check the firewall and the proxy.
          """)
    case .tlsFailed:
      Story(
        title: "No secure connection",
        meaning: """
          The certificate of the other side was not acceptable, or both sides found no \
          common way to encrypt. A proxy that looks into traffic, a wrong clock, or an \
          endpoint that does not speak TLS are the usual reasons.
          """,
        example: Self.example(Self.keys + [.calls(.untrusted)]),
        remedy: """
          Check the clock, the proxy, and whether the endpoint is an `http` address.
          """)
    case .timedOut:
      Story(
        title: "A service did not answer in time",
        meaning: """
          The connection stood, or was being made, and nothing came for too long. Calls that \
          may safely be repeated were repeated.
          """,
        example: Self.example(Self.keys + [.calls(.timedOut)]),
        remedy: "Check the network and try again.")
    case .connectionLost:
      Story(
        title: "A connection broke",
        meaning: """
          The connection ended before the answer was complete. Calls that may safely be \
          repeated were repeated; for another one nobody knows whether it was carried out, \
          and the next run finds that out.
          """,
        example: Self.example(Self.keys + [.calls(.lost)]),
        remedy: "Check the network and run the command again.")
    case .proxyFailed:
      Story(
        title: "The proxy refused",
        meaning: """
          The environment names a proxy, and the proxy could not be reached or did not let \
          the call through.
          """,
        example: Self.example(Self.keys + [.calls(.proxy)]),
        remedy: "Check `HTTPS_PROXY`, `http_proxy` and `NO_PROXY`.")
    case .transportFailed:
      Story(
        title: "A call could not be made",
        meaning: """
          The system could not make the connection, for a reason other than the usual ones. \
          The message has its words.
          """,
        example: Self.example(Self.keys + [.calls(.failed)]),
        remedy: "Read the system's words in the message.")
    case .cancelled:
      Story(
        title: "A call was cancelled",
        meaning: """
          The run was interrupted while a call was under way. What CloudFormation does goes \
          on; the next run picks it up.
          """,
        example: Self.example(Self.keys + [.calls(.cancelled)]),
        remedy: "Run the command again.")
    case .badEndpoint:
      Story(
        title: "An endpoint is no address",
        meaning: """
          A variable such as `AWS_ENDPOINT_URL` is set and holds something other than an \
          `http` or `https` address.
          """,
        example: Self.example(Self.keys + [.variable("AWS_ENDPOINT_URL", "nonsense")]),
        remedy: "Write it like `http://127.0.0.1:4566`, or unset it.")
    case .unreadableAnswer:
      Story(
        title: "Somebody else answered",
        meaning: """
          The answer is not what the service sends: a page of a proxy or of a login portal, \
          another program, or an answer that was cut off. The message shows how it begins.
          """,
        example: Self.example(Self.keys + [.calls(.page)]),
        remedy: """
          Log in to the network, check the proxy and the endpoint, and try again.
          """)
    case .noEndpoint:
      Story(
        title: "There is no endpoint for this",
        meaning: """
          The settings ask for an endpoint that AWS does not have: one with FIPS or dual stack in \
          a partition without it, such as S3's with FIPS in China.
          """,
        example: Self.example(
          Self.keys + [.variable("AWS_USE_FIPS_ENDPOINT", "true")],
          place: "cn-north-1\n    state: s3://fraud-records"),
        remedy: """
          Unset `AWS_USE_FIPS_ENDPOINT` or `AWS_USE_DUALSTACK_ENDPOINT`, and look for the settings of \
          the same names in the profile.
          """)
    case .refused:
      Story(
        title: "A service refused a call",
        meaning: """
          The service understood the call and says that it cannot be done. The message has \
          its words, its code, and the number by which AWS's support finds the call.
          """,
        example: Self.example(Self.keys + [.calls(.invalid)]),
        remedy: "Do what the service's message says.")
    case .accessDenied:
      Story(
        title: "A permission is missing",
        meaning: """
          The credentials are valid, and what they belong to may not do this. The service's \
          message names the action, and often the resource and the policy.
          """,
        example: Self.example(Self.keys + [.calls(.denied)]),
        remedy: """
          Ask whoever administers the account for the permission, or use another profile.
          """)
    case .credentialsRejected:
      Story(
        title: "The credentials are not accepted",
        meaning: """
          The access key is not known, or its secret is another. Keys of one partition, such \
          as China's, are not known in another.
          """,
        example: Self.example(Self.keys + [.calls(.wrongSecret)]),
        remedy: """
          Check the key with `aws sts get-caller-identity`; renew it if it was deleted.
          """)
    case .credentialsExpired:
      Story(
        title: "The credentials have expired",
        meaning: "Temporary credentials are good for some hours. These are older.",
        example: Self.example(Self.keys + [.calls(.expired)]),
        remedy: """
          Get new ones, for example with `aws sso login`, and run the command again.
          """)
    case .clockSkewed:
      Story(
        title: "The clock is wrong",
        meaning: """
          A signature holds the time at which it was made, and is good for a few minutes \
          around it. The clock of this machine is further off than that.
          """,
        example: Self.example(Self.keys + [.calls(.skewed)]),
        remedy: "Set the clock, or turn on its synchronisation.")
    case .throttled:
      Story(
        title: "Too many calls",
        meaning: """
          The account makes more calls than the service allows. Esteira slowed down and \
          tried again until its budget was used up.
          """,
        example: Self.example(Self.keys + [.calls(.throttled)]),
        remedy: "Wait a minute and run the command again; what was begun is picked up.")
    case .serviceFailed:
      Story(
        title: "A service failed",
        meaning: """
          The service reports an error of its own, and repeating the call did not help.
          """,
        example: Self.example(Self.keys + [.calls(.broken)]),
        remedy: "Try again later; AWS's health dashboard tells of larger failures.")
    case .bodyFailed:
      Story(
        title: "A file could not be sent or received",
        meaning: """
          Large files are read while they are sent and written while they come. Here that failed: \
          the file cannot be read, was changed meanwhile, or there is no room for it.
          """,
        example: Self.example(Self.keys + [.calls(.unreadableBody)]),
        remedy: """
          Check the file, its permissions and the room on the disk, and run the command again.
          """)
    case .noCredentials: Self.noCredentialsStory
    case .incompleteKeys: Self.incompleteKeysStory
    case .profileNotFound: Self.profileNotFoundStory
    case .malformedProfiles: Self.malformedProfilesStory
    case .unreadableProfiles: Self.unreadableProfilesStory
    case .noRegion: Self.noRegionStory
    case .badRegion: Self.badRegionStory
    case .profileLoop: Self.profileLoopStory
    case .badProfile: Self.badProfileStory
    case .noTokenFile: Self.noTokenFileStory
    case .processFailed: Self.processFailedStory
    case .signInNeeded: Self.signInNeededStory
    case .containerFailed: Self.containerFailedStory
    case .instanceFailed: Self.instanceFailedStory
    case .noMFACode: Self.noMFACodeStory
    case .badSetting: Self.badSettingStory
    }
  }

  /// Keys to sign with.
  static let keys: [Circumstance] = [
    .variable("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE"), .variable("AWS_SECRET_ACCESS_KEY", "secret"),
  ]

  /// The same, with a shared file of profiles.
  static func example(profiles: Example.Contents) -> Example {
    var example = example([.variable("HOME", "/home/ana")])
    example.files.append(Example.File("/home/ana/.aws/config", profiles))
    return example
  }

  /// A project whose environment lies in an account: the commands on it make calls.
  static func example(
    _ circumstances: [Circumstance], place: String = "us-east-1"
  ) -> Example {
    Example(
      files: [
        Example.File(
          "esteira.yaml",
          .text(
            """
            project: fraud
            environments:
              dev:
                account: "111111111111"
                region: \(place)

            """)),
        Example.File(
          "jobs.yaml", .text("stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n")),
      ],
      circumstances, command: ["plan", "--env", "dev"])
  }
}
