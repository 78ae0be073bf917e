package import Diagnostics

/// A folder's project: its environments and its stacks.
package struct Project: Sendable {
  package var name: String
  /// `local` first, then as they are declared.
  package var environments: [Environment]
  /// In the order of their files, as they are where no environment differs.
  package var stacks: [StackFile]
  package var catalogue: Catalogue

  /// The templates that stack files name, as far as they can be read.
  let templates: [ProjectFiles.TemplateName: NamedTemplate]
  /// What was said about the files when they were read.
  let reported: Set<Report>

  package func environment(named name: String) -> Environment? {
    environments.first { $0.name == name }
  }

  package func stack(named name: String) -> StackFile? {
    stacks.first { $0.name == name }
  }

  /// The name of the CloudFormation stack that a stack is in an environment.
  package func stackName(of stack: StackFile, in environment: Environment) -> String {
    "\(name)-\(environment.name)-\(stack.name)"
  }

  /// Reads a project. What can be understood of it is returned even where something is wrong.
  package static func read(
    _ files: ProjectFiles, with catalogue: Catalogue = .empty
  ) -> ProjectReading {
    var reader = ProjectReader(files, catalogue)
    return reader.read()
  }
}

/// What reading a project gave.
package struct ProjectReading: Sendable {
  /// None where the project has no usable name.
  package var project: Project?
  /// In the order of the files and, in each, of its text.
  package var diagnostics: [Diagnostic]
}
