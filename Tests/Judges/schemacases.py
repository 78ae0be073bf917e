"""Files that a schema has to take, and files that it has to refuse."""

PROJECT = """\
project: churn
environments:
  prod: {account: "222222222222", region: sa-east-1}
"""

RIGHT_PROJECTS = [
    PROJECT,
    "project: churn\n",
    "project: churn\nenvironments:\n",
    "project: churn\nenvironments: {local: }\n",
    "project: churn\nenvironments: {local: {tags: {team: risk, size: 3, on-call: true}}}\n",
    """\
project: fraud
environments:
  dev: {account: 111111111111, region: us-east-1, profile: fraud-dev, tags: {team: risk}}
  prod:
    account: "222222222222"
    region: us-gov-west-1
    role: arn:aws-us-gov:iam::222222222222:role/path/esteira
    protect: true
    state: s3://fraud-esteira/prod
""",
]

BAD_PROJECTS = [
    "environments: {}\n",
    "project: 7-up\n",
    "project: my project\n",
    "project: churn\nenvironment: {}\n",
    "project: churn\nenvironments: [dev]\n",
    "project: churn\nenvironments: {prod: }\n",
    "project: churn\nenvironments: {prod: {account: \"222222222222\"}}\n",
    "project: churn\nenvironments: {prod: {region: us-east-1}}\n",
    "project: churn\nenvironments: {prod: {account: \"2222\", region: us-east-1}}\n",
    "project: churn\nenvironments: {prod: {account: 2222, region: us-east-1}}\n",
    "project: churn\nenvironments: {prod: {account: 2222-2222-2222, region: us-east-1}}\n",
    "project: churn\nenvironments: {prod: {account: \"222222222222\", region: us-east-1a}}\n",
    "project: churn\nenvironments: {prod: {account: \"222222222222\", region: Frankfurt}}\n",
    "project: churn\nenvironments: {prod: {acount: \"222222222222\", region: us-east-1}}\n",
    "project: churn\nenvironments: {prod: {account: \"222222222222\", region: us-east-1, protect: yes}}\n",
    "project: churn\nenvironments: {prod: {account: \"222222222222\", region: us-east-1, protect: \"true\"}}\n",
    "project: churn\nenvironments: {prod: {account: \"222222222222\", region: us-east-1, role: esteira}}\n",
    "project: churn\nenvironments: {prod: {account: \"222222222222\", region: us-east-1, state: fraud}}\n",
    "project: churn\nenvironments: {prod: {account: \"222222222222\", region: us-east-1, tags: [a]}}\n",
    "project: churn\nenvironments: {prod: {account: \"222222222222\", region: us-east-1, tags: {aws:x: a}}}\n",
    "project: churn\nenvironments: {prod: {account: \"222222222222\", region: us-east-1, tags: {team: [a]}}}\n",
    "project: churn\nenvironments: {local: {region: us-east-1}}\n",
    """\
project: churn
environments:
  prod:
    account: "222222222222"
    region: us-east-1
    profile: churn
    role: arn:aws:iam::222222222222:role/esteira
""",
]

RIGHT_STACKS = [
    "stack: serving\nresources: {topic: {type: AWS::SNS::Topic}}\n",
    """\
stack: serving
description: Of ${project} in ${env.name}
variables:
  size: {type: string, default: ml.m5.large, allowed: [ml.m5.large, ml.m5.xlarge], description: Size}
  count: {type: number, default: 3, per-environment: {prod: 30}}
  scans: {type: boolean, default: true}
  zones: {type: list, default: [a, b], allowed: [a, b]}
  price: {type: string, default: $${x}, per-environment: {local: 3.10}}
resources:
  image:
    type: ecr-repository
    keep-images: ${var.count}
    pulled-by-lambda: ${var.scans}
    mutable-tags: ${var.zones}
    key: {"Fn::Sub": "arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/1"}
    depends-on: topic
  jobs:
    type: topic
    key: !Ref Key
    subscriptions: {gather: {queue: {"Fn::GetAtt": [Queue, Arn]}}}
  busy:
    type: alarm
    metric: {namespace: AWS/SQS, name: NumberOfMessagesSent}
    statistic: sum
    threshold: {above: 5}
    notify: [{Ref: Other}]
  key:
    type: AWS::KMS::Key
    properties: {KeyPolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: "*", Action: "kms:*", Resource: "*"}]}}
  queue:
    type: AWS::SQS::Queue
  other:
    type: AWS::SNS::Topic
  topic:
    type: AWS::SNS::Topic
    properties:
      DisplayName: !Sub "${AWS::StackName} of ${AWS::Region}"
      Tags: [{Key: size, Value: ${var.size}}]
    depends-on: []
    deletion-policy: Retain
    update-replace-policy: Delete
    metadata: {why: ${var.price}}
outputs:
  image: ${image}
  count: 3
  topic: {value: !GetAtt Topic.TopicName, description: The topic's name}
tags: {team: risk, size: 3, zone: "${env.name}", billed: true}
environments:
  local:
  prod:
    variables: {count: {default: 50}}
    resources:
      image: {keep-images: 200, pulled-by-lambda: null, mutable-tags: [latest]}
      topic: {deletion-policy: null, properties: {DisplayName: null}}
    outputs: {count: null}
    tags: null
""".replace("Value: ${var.size}}", 'Value: "${var.size}"}').replace("$${x},", '"$${x}",')
    .replace("{why: ${var.price}}", '{why: "${var.price}"}'),
    """\
stack: old
template: legacy.yaml
parameters: {Size: 3}
environments: {prod: {parameters: {Size: "${env.name}"}, tags: {a: b}}}
""",
    """\
stack: old
tags:
variables:
outputs:
template: legacy.yaml
parameters: {Size: big}
""".replace("outputs:\n", ""),
    """\
stack: others
resources:
  mine: {type: Custom::Thing, properties: {ServiceToken: "arn:aws:lambda:us-east-1:111111111111:function:f"}}
  image: {type: ecr-repository, name: null, keep-images: null, mutable-tags: latest}
  second: {type: ecr-repository, mutable-tags: [1.5, "dev-*"], name: "${project}/models"}
environments:
  prod:
    resources:
      mine: null
      third: {type: ecr-repository, keep-images: 7}
""",
]

# Beside a stack's name, what is wrong with the rest of the file.
BAD_STACKS = [
    "resources: {topic: {type: AWS::SNS::Topic}}\n",
    "stack: var\nresources: {topic: {type: AWS::SNS::Topic}}\n",
    "stack: my_stack\nresources: {topic: {type: AWS::SNS::Topic}}\n",
    "stack: \nresources: {topic: {type: AWS::SNS::Topic}}\n",
    "stack: [serving]\nresources: {topic: {type: AWS::SNS::Topic}}\n",
] + [f"stack: serving\n{rest}" for rest in [
    "",
    "resources:\n",
    "resources: {}\n",
    "resources: []\n",
    "resource: {topic: {type: AWS::SNS::Topic}}\n",
    "resources: {topic: AWS::SNS::Topic}\n",
    "resources: {topic: }\n",
    "resources: {topic: {}}\n",
    "resources: {topic: {properties: {}}}\n",
    "resources: {myTopic: {type: AWS::SNS::Topic}}\n",
    "resources: {env: {type: AWS::SNS::Topic}}\n",
    "resources: {my_topic: {type: AWS::SNS::Topic}}\n",
    "resources: {topic: {type: SNS::Topic}}\n",
    "resources: {topic: {type: AWS::SNS}}\n",
    "resources: {topic: {type: AWS::Serverless::Function}}\n",
    "resources: {topic: {type: ecr-repo}}\n",
    "resources: {topic: {type: ECRRepository}}\n",
    "resources: {topic: {type: 3}}\n",
    "resources: {topic: {type: AWS::SNS::Topic, propertys: {}}}\n",
    "resources: {topic: {type: AWS::SNS::Topic, Properties: {}}}\n",
    "resources: {topic: {type: AWS::SNS::Topic, properties: []}}\n",
    "resources: {topic: {type: AWS::SNS::Topic, properties: text}}\n",
    "resources: {topic: {type: AWS::SNS::Topic, depends-on: {a: b}}}\n",
    "resources: {topic: {type: AWS::SNS::Topic, depends-on: }}\n",
    "resources: {topic: {type: AWS::SNS::Topic, depends-on: \"${topic}\"}}\n",
    "resources: {topic: {type: AWS::SNS::Topic, deletion-policy: retain}}\n",
    "resources: {topic: {type: AWS::SNS::Topic, deletion-policy: }}\n",
    "resources: {topic: {type: AWS::SNS::Topic, update-replace-policy: RetainExceptOnCreate}}\n",
    "resources: {topic: {type: AWS::SNS::Topic, metadata: text}}\n",
    "resources: {topic: {type: AWS::SNS::Topic, keep-images: 3}}\n",
    "resources: {image: {type: ecr-repository, keep-image: 3}}\n",
    "resources: {image: {type: ecr-repository, keepImages: 3}}\n",
    "resources: {image: {type: ecr-repository, properties: {}}}\n",
    "resources: {image: {type: ecr-repository, keep-images: many}}\n",
    "resources: {image: {type: ecr-repository, keep-images: \"3\"}}\n",
    "resources: {image: {type: ecr-repository, keep-images: 0}}\n",
    "resources: {image: {type: ecr-repository, keep-images: 10001}}\n",
    "resources: {image: {type: ecr-repository, keep-images: 2.5}}\n",
    "resources: {image: {type: ecr-repository, keep-images: [3]}}\n",
    "resources: {image: {type: ecr-repository, keep-images: \"${ var.x }\"}}\n",
    "resources: {image: {type: ecr-repository, pulled-by-lambda: yes}}\n",
    "resources: {image: {type: ecr-repository, pulled-by-lambda: \"true\"}}\n",
    "resources: {image: {type: ecr-repository, pulled-by-lambda: 1}}\n",
    "resources: {image: {type: ecr-repository, name: Churn}}\n",
    "resources: {image: {type: ecr-repository, name: [churn]}}\n",
    "resources: {image: {type: ecr-repository, name: {a: b}}}\n",
    "resources: {image: {type: ecr-repository, mutable-tags: {a: b}}}\n",
    "resources: {image: {type: ecr-repository, mutable-tags: [[a]]}}\n",
    "resources: {image: {type: ecr-repository, key: [a]}}\n",
    "resources: {image: {type: ecr-repository, key: {a: b}}}\n",
]] + [f"stack: serving\nresources: {{topic: {{type: AWS::SNS::Topic}}}}\n{rest}" for rest in [
    "descripton: text\n",
    "description: [text]\n",
    "description:\n",
    "parameters: {Size: 3}\n",
    "template: legacy.yaml\n",
    "tags: [a]\n",
    "tags: {team: [a]}\n",
    "tags: {team: }\n",
    "tags: {aws:team: a}\n",
    "tags: {AWS:team: a}\n",
    "outputs: [a]\n",
    "outputs: {url: }\n",
    "outputs: {url: [a]}\n",
    "outputs: {url: {description: text}}\n",
    "outputs: {url: {value: a, export: b}}\n",
    "outputs: {url: {value: {a: b}}}\n",
    "outputs: {myUrl: a}\n",
    "variables: [a]\n",
    "variables: {size: 3}\n",
    "variables: {size: {default: 3}}\n",
    "variables: {size: {type: text}}\n",
    "variables: {size: {type: number, default: three}}\n",
    "variables: {size: {type: number, default: \"3\"}}\n",
    "variables: {size: {type: boolean, default: yes}}\n",
    "variables: {size: {type: list, default: a}}\n",
    "variables: {size: {type: list, default: [[a]]}}\n",
    "variables: {size: {type: string, default: [a]}}\n",
    "variables: {size: {type: string, default: \"${env.name}\"}}\n",
    "variables: {size: {type: string, default: }}\n",
    "variables: {size: {type: string, alowed: [a]}}\n",
    "variables: {size: {type: number, allowed: [a]}}\n",
    "variables: {size: {type: number, per-environment: {prod: many}}}\n",
    "variables: {size: {type: string, per-environment: a}}\n",
    "variables: {Size: {type: string, default: a}}\n",
    "environments: [prod]\n",
    "environments: {prod: [a]}\n",
    "environments: {prod: {resource: {}}}\n",
    "environments: {prod: {stack: other}}\n",
    "environments: {prod: {template: other.yaml}}\n",
    "environments: {prod: {environments: {}}}\n",
    "environments: {prod: {resources: {topic: {propertis: {}}}}}\n",
    "environments: {prod: {resources: {topic: {deletion-policy: keep}}}}\n",
    "environments: {prod: {resources: {second: {type: ecr-repository, keep-images: many}}}}\n",
]]
