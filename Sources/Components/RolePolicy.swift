internal import Documents
internal import Stacks

/// What roles allow, and whom.
enum RolePolicy {
  /// Who may take on a role: a service, for this account alone if the service says for which one it
  /// asks (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
  static func trust(in service: String, ownAccount: Bool = false) -> Value {
    var statement: Value.Object = [
      "Effect": "Allow", "Principal": ["Service": .string(service)], "Action": "sts:AssumeRole",
    ]
    if ownAccount {
      statement["Condition"] = ["StringEquals": ["aws:SourceAccount": ["Ref": "AWS::AccountId"]]]
    }
    return document([.object(statement)])
  }

  /// What lets whoever has the role do something.
  static func allow(_ sid: String, _ actions: [String], on resources: [Value]) -> Value {
    [
      "Sid": .string(sid), "Effect": "Allow", "Action": .array(actions.map(Value.string)),
      "Resource": .array(resources),
    ]
  }

  /// A policy that is a role's own.
  static func inline(_ name: String, _ statements: [Value]) -> Value {
    ["PolicyName": .string(name), "PolicyDocument": document(statements)]
  }

  /// Statements, in the language of IAM.
  static func document(_ statements: [Value]) -> Value {
    ["Version": "2012-10-17", "Statement": .array(statements)]
  }
}
