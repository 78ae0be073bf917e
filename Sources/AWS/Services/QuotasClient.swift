/// How much of something an account may have.
package struct QuotasClient: Sendable {
  private let client: ServiceClient

  /// A client for the quotas of a region.
  package init(_ services: Services) {
    client = services.client("service-quotas")
  }

  /// The value of a quota; AWS's default where the account has none of its own, nil where there is no
  /// such quota.
  package func value(of quota: String, in service: String) async throws(AWSFault) -> Double? {
    let input: WireValue = ["ServiceCode": .text(service), "QuotaCode": .text(quota)]
    for operation in ["GetServiceQuota", "GetAWSDefaultServiceQuota"] {
      do throws(AWSFault) {
        let output = try await client.call(operation, input)
        if let value = output["Quota"]?["Value"]?.double { return value }
      } catch {
        guard error.service?.code == "NoSuchResourceException" else { throw error }
      }
    }
    return nil
  }
}
