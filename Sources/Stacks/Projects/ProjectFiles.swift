package import Diagnostics

/// The texts of a project, as whoever calls has read them.
package struct ProjectFiles: Sendable {
  /// `esteira.yaml`.
  package var project: Source
  /// Every other YAML file beside or below it, in the order of their names. Those below a folder
  /// with its own `esteira.yaml` belong to that project. What is no stack file is passed over.
  package var others: [Source]

  package init(project: Source, others: [Source]) {
    self.project = project
    self.others = others
  }
}
