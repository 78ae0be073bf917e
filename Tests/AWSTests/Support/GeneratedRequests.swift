/// The requests that botocore signed for the independent data.
struct GeneratedRequests: Decodable {
  var cases: [Case]

  struct Case: Decodable {
    var name: String
    var service: String
    var region: String
    var time: String
    var accessKeyId: String
    var secretAccessKey: String
    var sessionToken: String?
    var request: Request
    var canonicalRequest: String
    var stringToSign: String
    var signedHeaders: [String: String]?
    var authorization: String?
    var expires: Int?
    var signedURL: String?
  }

  struct Request: Decodable {
    var method: String
    var url: String
    var headers: [String: String]
    var body: String
  }
}
