internal import Diagnostics

/// A method and a path of an API: `POST /predict`.
package struct Route: Hashable, Sendable {
  /// In upper case; `ANY` for all of them.
  package let method: String
  package let path: String
  /// The names of the path's parts in braces, in their order.
  package let parameters: [String]
}

extension FieldType where Output == Route {
  /// A route of an API.
  package static var route: FieldType {
    form(
      "a route", example: "POST /predict",
      shape: .text(pattern: Route.pattern)
    ) { known throws(FormFault) in try Route(parsing: known.text) }
  }
}

extension Route {
  /// What routes match at least, as ECMAScript writes patterns.
  static let pattern = "^(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /.*$"

  static let methods = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]

  /// Reads a route. What is written otherwise, but surely meant, is told.
  init(parsing text: String) throws(FormFault) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 2, Self.methods.contains(words[0]), words[1].hasPrefix("/") else {
      throw Self.fault(text)
    }
    method = words[0]
    path = words[1]
    parameters = try Self.parameters(of: words[1], method: words[0])
  }

  private static func parameters(
    of path: String, method: String
  ) throws(FormFault) -> [String] {
    if path == "/" { return [] }
    let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      .map(String.init)
    if let meant = tidied(path), meant != path {
      throw FormFault("`\(path)` is written in another way", meant: "\(method) \(meant)")
    }
    var names: [String] = []
    for (index, part) in parts.enumerated() {
      guard part.contains("{") || part.contains("}") else {
        guard part.hasOnlyWords(and: "_.-~:%") else {
          throw FormFault(
            "`\(part)` cannot be a part of a path",
            hint: part.contains("?")
              ? "leave out what stands behind the `?`: a route has no query"
              : "a part has letters, digits and `-`, `.`, `_`, `~`, `:`; or is a name in braces: `{id}`"
          )
        }
        continue
      }
      var name = String(part.dropFirst().dropLast())
      let isGreedy = name.hasSuffix("+")
      if isGreedy { name.removeLast() }
      guard part.hasPrefix("{"), part.hasSuffix("}"), !name.isEmpty,
        name.hasOnlyWords(and: "_.-:")
      else {
        throw FormFault(
          "`\(part)` is no parameter of a path",
          hint: "a parameter is a part of its own, a name in braces: `/models/{id}`")
      }
      guard !isGreedy || index == parts.count - 1 else {
        throw FormFault(
          "`\(part)` takes the rest of the path, and more follows",
          hint: "only the last part can have a `+`")
      }
      guard !names.contains(name) else {
        throw FormFault(
          "the parameter `{\(name)}` stands twice in it", hint: "give each one a name of its own")
      }
      names.append(name)
    }
    return names
  }

  /// A path without doubled or closing slashes, and with parameters as API Gateway writes them
  /// (`:id`, `<id>` and `<int:id>` are other frameworks').
  private static func tidied(_ path: String) -> String? {
    let parts = path.split(separator: "/").map { part -> String in
      if part.hasPrefix(":"), part.count > 1 { return "{\(part.dropFirst())}" }
      if part.hasPrefix("<"), part.hasSuffix(">"), part.count > 2 {
        let name = part.dropFirst().dropLast().split(separator: ":").last ?? ""
        return "{\(name)}"
      }
      return String(part)
    }
    return "/" + parts.joined(separator: "/")
  }

  private static func fault(_ text: String) -> FormFault {
    let words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
    func method(_ word: String) -> String? {
      let bare = word.hasSuffix(":") ? String(word.dropLast()) : word
      if bare == "*" { return "ANY" }
      return methods.first { $0 == bare.uppercased() }
    }
    func meaning(_ method: String, _ path: String) -> FormFault {
      let whole = tidied(path.hasPrefix("/") ? path : "/" + path) ?? path
      return FormFault("`\(text)` is written in another way", meant: "\(method) \(whole)")
    }
    if words.count == 2 {
      if let method = method(words[0]) { return meaning(method, words[1]) }
      if let method = method(words[1]), words[0].hasPrefix("/") { return meaning(method, words[0]) }
      if words[1].hasPrefix("/") {
        let near = Spelling.nearest(to: words[0], among: methods)
        return FormFault(
          "`\(words[0])` is no method",
          hint: near.count == 1
            ? "did you mean `\(near[0])`?" : "it is one of \(methods.listed)",
          meant: near.count == 1 ? "\(near[0]) \(words[1])" : nil)
      }
    }
    if words.count == 1, words[0].hasPrefix("/") {
      return FormFault(
        "`\(text)` has no method", hint: "write it before the path: `POST \(words[0])`")
    }
    return .none(text)
  }
}
