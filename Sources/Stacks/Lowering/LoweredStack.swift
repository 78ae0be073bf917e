package import CloudFormation
package import Diagnostics
internal import Documents

/// A stack in one environment, as CloudFormation gets it.
package struct LoweredStack: Sendable {
  /// The stack's name in the project.
  package var name: String
  /// The name of the CloudFormation stack.
  package var stackName: String
  package var environment: Environment
  /// Members stand in one order, whatever the order of the file.
  package var template: Template
  /// The parameters whose values the project gives, by their names.
  package var parameters: [StackParameter]
  /// What has to be somewhere before the stack is applied, in the order of the file.
  package var assets: [Asset]
  /// Those of the environment and of the stack, by their keys; the stack's go before.
  package var tags: [Tag]
  /// In the order of the file.
  package var resources: [Name]
  /// In the order of the file.
  package var outputs: [Name]
  /// Where in the file each part of the template comes from.
  package var origins: Origins

  /// What a resource or an output is called in the file and by CloudFormation.
  package struct Name: Hashable, Sendable {
    package var name: String
    package var logicalID: String
    /// Whether several resources have it together, so that it is no part of the one it is named by.
    package var isShared: Bool

    package init(name: String, logicalID: String, isShared: Bool = false) {
      self.name = name
      self.logicalID = logicalID
      self.isShared = isShared
    }

    /// What people are told: of a component's resource also which part it is, as in
    /// `network (PrivateSubnet1)`. What several resources share has only its logical id.
    package var words: String {
      guard let main = LogicalID.made(from: name), main != logicalID, name != logicalID else {
        return name
      }
      guard !isShared, logicalID.hasPrefix(main) else { return logicalID }
      return "\(name) (\(logicalID.dropFirst(main.count)))"
    }
  }
}

/// What lowering a stack gave.
package struct Lowering: Sendable {
  /// None if there are errors.
  package var stack: LoweredStack?
  /// In the order of the text.
  package var diagnostics: [Diagnostic]
  /// The paths that the stack file names and whose contents were not given. Lowering again with
  /// them says what is true of them too.
  package var wanted: [AssetPath] = []
  /// What can be checked of the template, whatever else is wrong with the file.
  let draft: Draft?
}

extension Project {
  /// One of the project's stacks, as CloudFormation gets it in an environment. Mistakes that
  /// reading has reported are not reported again; a project that was read with errors still shows
  /// the further ones, but what comes out of it is not to be applied.
  package func lower(
    _ stack: StackFile, in environment: Environment, with values: VariableValues
  ) -> Lowering {
    let file = self.file(of: stack, in: environment)
    var lowering = StackLowering(
      stack: file.stack, project: self, environment: environment, values: values)
    lowering.diagnostics = file.diagnostics
    var result = lowering.lower()
    result.wanted = lowering.wanted
    return result
  }

  /// Reports values that are given for variables which no stack has.
  package func unknownVariables(in values: VariableValues) -> [Diagnostic] {
    let known = stacks.flatMap { $0.variables.map(\.name) + $0.declared.variables }
    let names = Set(known)
    let given = Set(values.arguments.keys).union(values.files.keys)
    return given.sorted().filter { !names.contains($0) }.map { name in
      let near = Spelling.nearest(to: name, among: names.sorted())
      return Diagnostic(
        StackCode.unknownVariable, .error, "no stack of the project has a variable `\(name)`",
        at: values.arguments[name] == nil ? values.files[name]?.key?.place : nil,
        hint: near.count == 1
          ? .init("did you mean `\(near[0])`?")
          : .init(
            names.isEmpty
              ? "declare it in a stack file, under `variables:`"
              : "the project's variables are \(names.sorted().listed)"))
    }
  }
}
