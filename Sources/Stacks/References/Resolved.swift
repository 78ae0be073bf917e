internal import Documents

/// What a reference stands for.
enum Resolved {
  /// A value that is known now.
  case fixed(Value)
  /// A value that only a deployment knows.
  case deployed(Deployed)
  /// What was reported.
  case faulty

  /// What CloudFormation fills in.
  enum Deployed {
    case ref(String)
    case attribute(of: String, String)

    /// As a value of its own.
    var value: Value {
      switch self {
      case .ref(let id): ["Ref": .string(id)]
      case .attribute(let id, let attribute):
        ["Fn::GetAtt": [.string(id), .string(attribute)]]
      }
    }

    /// Between the braces of `Fn::Sub`.
    var substitution: String {
      switch self {
      case .ref(let id): id
      case .attribute(let id, let attribute): "\(id).\(attribute)"
      }
    }
  }
}
