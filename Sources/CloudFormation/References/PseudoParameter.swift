/// The parameters that CloudFormation itself gives a value to.
package enum PseudoParameter: String, CaseIterable, Sendable {
  case accountId = "AWS::AccountId"
  case notificationARNs = "AWS::NotificationARNs"
  case noValue = "AWS::NoValue"
  case partition = "AWS::Partition"
  case region = "AWS::Region"
  case stackId = "AWS::StackId"
  case stackName = "AWS::StackName"
  case urlSuffix = "AWS::URLSuffix"
}
