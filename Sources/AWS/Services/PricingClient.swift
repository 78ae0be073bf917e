package import Documents

/// The price lists of AWS. They are kept in a few regions only, whatever region they are about.
package struct PricingClient: Sendable {
  /// A region that has them.
  package static let home = "us-east-1"

  private let client: ServiceClient

  /// A client; the services have to be those of a region that has price lists, such as `home`.
  package init(_ services: Services) {
    client = services.client("pricing")
  }

  /// The products of a service, such as `AmazonECS`, with these attributes, as JSON.
  package func products(
    of service: String, where attributes: [(name: String, value: String)]
  ) async throws(AWSFault) -> [Value] {
    let filters = attributes.map { attribute in
      WireValue.members([
        "Type": "TERM_MATCH", "Field": .text(attribute.name), "Value": .text(attribute.value),
      ])
    }
    var products: [Value] = []
    try await client.pages(
      of: "GetProducts",
      .members([
        "ServiceCode": .text(service), "Filters": .list(filters), "FormatVersion": "aws_v1",
      ])
    ) { (output) throws(AWSFault) in
      for text in output.value.texts("PriceList") {
        guard let product = JSONText.value(Array(text.utf8)) else {
          throw output.missing("PriceList")
        }
        products.append(product)
      }
      return true
    }
    return products
  }
}
