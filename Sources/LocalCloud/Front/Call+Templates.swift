internal import AWS
internal import CloudFormation
internal import Documents

extension Call {
  func getTemplate() throws(Refusal) -> Result? {
    let deployed: Deployment
    if let name = input["ChangeSetName"] {
      guard name.hasPrefix("arn:") || input["StackName"] != nil else {
        throw .validation("StackName is a required parameter.")
      }
      let found = try engine.changeSet(name, stack: input["StackName"], in: region)
      deployed = found.stack.changeSets[found.index].deployment
    } else {
      guard let name = input["StackName"] else {
        throw .validation("StackName is required if ChangeSetName is not specified.")
      }
      guard let deployment = try stack(name).deployment else {
        throw .validation("Stack with id \(name) has no template yet")
      }
      deployed = deployment
    }
    let isProcessed = input["TemplateStage"] == "Processed"
    let body = isProcessed ? deployed.processedBody : deployed.templateBody
    return { writer in
      writer.element("TemplateBody", body)
      writer.list("StagesAvailable", ["Original", "Processed"]) { $0.text($1) }
    }
  }

  func validateTemplate() throws(Refusal) -> Result? {
    let template = try givenTemplate()
    return { writer in
      writer.list("Parameters", template.parameters) { writer, parameter in
        writer.element("ParameterKey", parameter.name)
        writer.element("DefaultValue", optional: parameter.defaultValue)
        writer.element("NoEcho", parameter.noEcho ? "true" : "false")
        writer.element("Description", optional: parameter[.description]?.text)
      }
      Self.summary(of: template, to: &writer)
    }
  }

  func getTemplateSummary() throws(Refusal) -> Result? {
    let template: Template
    if let name = input["StackName"] {
      guard let deployment = try stack(name).deployment else {
        throw .validation("Stack with id \(name) has no template yet")
      }
      template = deployment.original
    } else {
      template = try givenTemplate()
    }
    return { writer in
      writer.list("Parameters", template.parameters) { writer, parameter in
        writer.element("ParameterKey", parameter.name)
        writer.element("DefaultValue", optional: parameter.defaultValue)
        writer.element("ParameterType", parameter.type)
        writer.element("NoEcho", parameter.noEcho ? "true" : "false")
        writer.element("Description", optional: parameter[.description]?.text)
        writer.element("ParameterConstraints") { writer in
          if let allowed = parameter.allowedValues {
            writer.list("AllowedValues", allowed) { $0.text($1) }
          }
        }
      }
      var types: [String] = []
      for resource in template.resources where !types.contains(resource.type) {
        types.append(resource.type)
      }
      writer.list("ResourceTypes", types) { $0.text($1) }
      writer.element("Version", template.body["AWSTemplateFormatVersion"]?.text ?? "2010-09-09")
      writer.element("Metadata", optional: template.body["Metadata"]?.canonicalJSON)
      Self.summary(of: template, to: &writer)
    }
  }

  private func givenTemplate() throws(Refusal) -> Template {
    guard let body = try templateText() else {
      throw .validation("Either Template URL or Template Body must be specified.")
    }
    return try Submission.template(of: body)
  }

  private static func summary(of template: Template, to writer: inout XMLWriter) {
    writer.element("Description", optional: template.description)
    let needed = Capabilities.required(by: template)
    if !needed.isEmpty {
      let names = Capability.allCases.filter(needed.contains).map(\.rawValue)
      writer.list("Capabilities", names) { $0.text($1) }
      writer.element("CapabilitiesReason", optional: Capabilities.reason(for: template))
    }
    if !template.transforms.isEmpty {
      writer.list("DeclaredTransforms", template.transforms) { $0.text($1) }
    }
  }
}
