import AWS
import Documents

extension ScriptedTransport {
  /// Services in a region whose answers come from the script.
  func services(in region: String = "eu-west-1") -> Services {
    Services(
      Endpoints(), in: region,
      credentials: { () throws(AWSFault) in
        Credentials(accessKeyID: "AKI", secretAccessKey: Secret("secret"))
      },
      transport: transport, world: world, userAgent: "esteira/0")
  }

  /// The JSON that was sent.
  func body(_ index: Int) -> String { String(decoding: requests[index].body, as: UTF8.self) }
}
