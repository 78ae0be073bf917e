package import Stacks

/// The catalogue: every component that stack files may name. Adding one adds a line here.
package enum Components {
  package static let catalogue = Catalogue([
    Alarm.component, Bucket.component, ECRRepository.component, FargateService.component,
    LambdaFunction.component, MLflowServer.component, Network.component, Postgres.component,
    RESTAPI.component, SageMakerEndpoint.component, Topic.component,
  ])
}
