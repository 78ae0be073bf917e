package import Diagnostics
internal import Documents

/// The texts of a project, as whoever calls has read them.
package struct ProjectFiles: Sendable {
  /// `esteira.yaml`.
  package var project: Source
  /// Every other YAML file beside or below it, in the order of their names. Those below a folder
  /// with its own `esteira.yaml` belong to that project. What is no stack file is passed over.
  package var others: [Source]
  /// The CloudFormation templates that stack files name.
  package var templates: [TemplateName: Source]

  package init(project: Source, others: [Source], templates: [TemplateName: Source] = [:]) {
    self.project = project
    self.others = others
    self.templates = templates
  }

  /// A template as a stack file names it.
  package struct TemplateName: Hashable, Sendable {
    /// The name of the stack file.
    package var stackFile: String
    /// The path as it is written, relative to the folder of the stack file.
    package var path: String

    package init(stackFile: String, path: String) {
      self.stackFile = stackFile
      self.path = path
    }
  }

  /// The templates that the stack files name, for the caller to read.
  package var namedTemplates: [TemplateName] {
    others.compactMap { source in
      guard ProjectReader.mentions("template", in: source),
        let root = Documents.read(source, as: .stackFile).documents.first,
        root.kind == .mapping, root["stack"] != nil, let node = root["template"],
        node.kind == .scalar
      else { return nil }
      return TemplateName(stackFile: source.name, path: node.text)
    }
  }
}
