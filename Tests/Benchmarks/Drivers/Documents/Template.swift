import Foundation

/// A CloudFormation template in pretty JSON of at least so many bytes, the same in every run.
func templateJSON(atLeast count: Int) -> String {
  var text = "{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\",\n  \"Resources\": {"
  text.reserveCapacity(count + 4096)
  var index = 0
  while text.utf8.count < count {
    text += index == 0 ? "\n" : ",\n"
    text += """
          "Function\(index)": {
            "Type": "AWS::Lambda::Function",
            "DependsOn": ["Role\(index % 97)", "Queue\(index % 89)"],
            "Properties": {
              "FunctionName": {"Fn::Sub": "${AWS::StackName}-function-\(index)"},
              "Description": "Scores \\"requests\\" for São Paulo\\nand \(index) others",
              "MemorySize": \(128 << (index % 5)),
              "Timeout": \(index % 900),
              "TracingConfig": {"Mode": "Active"},
              "Enabled": \(index % 3 == 0),
              "Weight": 0.\(index % 1000)5,
              "Environment": {
                "Variables": {
                  "MODEL_BUCKET": {"Fn::GetAtt": ["Bucket\(index)", "Arn"]},
                  "LOG_LEVEL": "info",
                  "THRESHOLD": "\(index).5"
                }
              },
              "Tags": [
                {"Key": "team", "Value": "risk"},
                {"Key": "cost-centre", "Value": "\(index * 7919 % 100_000)"}
              ]
            }
          }
      """
    index += 1
  }
  return text + "\n  }\n}\n"
}
