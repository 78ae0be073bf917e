internal import Documents

/// Forms of texts that schemas know by a name.
enum TextForm: String {
  case securityGroupID = "AWS::EC2::SecurityGroup.Id"
  case imageID = "AWS::EC2::Image.Id"
  case vpcID = "AWS::EC2::VPC.Id"
  case subnetID = "AWS::EC2::Subnet.Id"
  case roleARN = "AWS::IAM::Role.Arn"
  case keyARN = "AWS::KMS::Key.Arn"
  case keyID = "AWS::KMS::Key.Id"
  case keyAlias = "AWS::KMS::Alias.AliasName"
  case functionARN = "AWS::Lambda::Function.Arn"
  case bucketName = "AWS::S3::Bucket.Name"
  case network = "ipv4-network"

  /// What people call it.
  var words: String {
    switch self {
    case .securityGroupID: "id of a security group"
    case .imageID: "id of an image"
    case .vpcID: "id of a VPC"
    case .subnetID: "id of a subnet"
    case .roleARN: "ARN of a role"
    case .keyARN: "ARN of a KMS key"
    case .keyID: "id of a KMS key"
    case .keyAlias: "alias of a KMS key"
    case .functionARN: "ARN of a function"
    case .bucketName: "name of a bucket"
    case .network: "network"
    }
  }

  /// A text of the form.
  var example: String {
    switch self {
    case .securityGroupID: "sg-0123456789abcdef0"
    case .imageID: "ami-0123456789abcdef0"
    case .vpcID: "vpc-0123456789abcdef0"
    case .subnetID: "subnet-0123456789abcdef0"
    case .roleARN: "arn:aws:iam::123456789012:role/jobs"
    case .keyARN: "arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
    case .keyID: "01234567-89ab-cdef-0123-456789abcdef"
    case .keyAlias: "alias/jobs"
    case .functionARN: "arn:aws:lambda:us-east-1:123456789012:function:jobs"
    case .bucketName: "jobs-results"
    case .network: "10.0.0.0/16"
    }
  }

  /// What else helps to write one.
  var rule: String {
    switch self {
    case .securityGroupID, .imageID, .vpcID, .subnetID: ": 8 or 17 digits stand behind the dash"
    case .bucketName: ": 3 to 63 of `a-z`, `0-9`, `.` and `-`"
    case .network: ": all bits behind the prefix are 0"
    case .roleARN, .keyARN, .keyID, .keyAlias, .functionARN: ""
    }
  }

  func matches(_ text: String, _ patterns: PatternBook) -> Bool {
    switch self {
    case .securityGroupID: Self.isID(text, "sg-")
    case .imageID: Self.isID(text, "ami-")
    case .vpcID: Self.isID(text, "vpc-")
    case .subnetID: Self.isID(text, "subnet-")
    case .roleARN: patterns.matches(text, #"^arn:aws[a-zA-Z-]*:iam::\d{12}:role/.+$"#)
    case .keyARN:
      patterns.matches(text, #"^arn:aws[a-zA-Z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)/.+$"#)
    case .keyID:
      patterns.matches(
        text,
        #"^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$"#)
    case .keyAlias: patterns.matches(text, "^alias/[a-zA-Z0-9:/_-]+$")
    case .functionARN:
      patterns.matches(text, #"^arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:\d{12}:function:.+$"#)
    case .bucketName: patterns.matches(text, "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
    case .network: Self.isNetwork(text)
    }
  }

  /// Eight or seventeen digits behind a prefix.
  private static func isID(_ text: String, _ prefix: String) -> Bool {
    guard text.hasPrefix(prefix) else { return false }
    let digits = text.utf8.dropFirst(prefix.utf8.count)
    return (digits.count == 8 || digits.count == 17)
      && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
  }

  private static func isNetwork(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let octets = parts[0].split(separator: ".", omittingEmptySubsequences: false)
      .map { UInt32($0) }
    guard parts.count == 2, let prefix = UInt32(parts[1]), prefix <= 32, octets.count == 4,
      octets.allSatisfy({ $0.map { $0 <= 255 } ?? false })
    else { return false }
    let address = octets.compactMap(\.self).reduce(0) { $0 << 8 | $1 }
    return prefix == 32 || address & (UInt32.max >> prefix) == 0
  }
}
