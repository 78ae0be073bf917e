package import Stacks

/// Writes the reference of the catalogue as Markdown: a page for each component, and an index.
package enum ComponentMarkdown {
  /// The files by their names, the index first.
  package static func files(_ components: [Component]) -> [(name: String, text: String)] {
    [("README.md", index(components))] + components.map { ("\($0.name).md", page($0)) }
  }

  /// The names with what each is, and the ways to their pages.
  package static func index(_ components: [Component]) -> String {
    let rows = components.map { "| [`\($0.name)`](\($0.name).md) | \(cell($0.summary)) |" }
    return text(
      [
        "# Components", "",
        "What `type:` of a resource may name beside the types of CloudFormation.", "",
        "| component | what it is |", "|---|---|",
      ] + rows)
  }

  /// One component's page.
  package static func page(_ component: Component) -> String {
    var lines = ["# \(component.name)", "", component.summary]
    if !component.details.isEmpty { lines += ["", component.details] }
    lines += ["", "## Fields", "", "| field | takes | without it | |", "|---|---|---|---|"]
    lines += component.allFields.map { row($0) }
    lines += attributes(component)
    lines += [
      "", "## What it becomes", "",
      "A resource called `name` becomes these, as far as its fields ask for them:", "",
      "| logical id | type |", "|---|---|",
    ]
    lines += component.parts.map { "| `\($0.logicalID(of: "name"))` | `\($0.type)` |" }
    lines += ["", "## Examples"]
    for example in component.examples {
      lines += ["", example.title + ":", "", "```yaml", example.text.trimmedEnd, "```"]
    }
    return text(lines)
  }

  private static func row(_ place: FieldPlace) -> String {
    let field = place.field
    let otherwise =
      if field.isRequired {
        "required"
      } else if let text = field.defaultText {
        code(text)
      } else {
        field.defaultWords.map(cell) ?? ""
      }
    let examples = field.examples.map(code).joined(separator: ", ")
    let example = examples.isEmpty ? "" : " For example: \(examples)."
    return "| `\(place.path)` | \(cell(field.words)) | \(otherwise) | \(cell(field.summary))"
      + "\(example) |"
  }

  private static func attributes(_ component: Component) -> [String] {
    var lines = ["", "## Attributes", ""]
    if !component.attributes.isEmpty {
      lines += ["| reference | |", "|---|---|"]
      lines += component.attributes.map { "| `${name.\($0.name)}` | \(cell($0.summary)) |" }
      lines += [""]
    }
    let bare = component.bareAttribute.map { "`${name}` alone is `${name.\($0.name)}`." }
    return lines + [bare ?? "`${name}` alone is a handle, which only fields take."]
  }

  /// A text inside a table.
  private static func cell(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "|": escaped += "\\|"
      case "\n": escaped += " "
      default: escaped.append(character)
      }
    }
    return escaped
  }

  private static func code(_ text: String) -> String { "`\(cell(text))`" }

  private static func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}

extension String {
  /// The text without line breaks at its end.
  fileprivate var trimmedEnd: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
