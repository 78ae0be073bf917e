internal import Components
internal import Diagnostics
internal import Documents
internal import Stacks

/// A project as it was found: its folder and what its files say.
struct LoadedProject {
  /// The folder of `esteira.yaml`, as a path that works from here; empty for this folder.
  var folder: [UInt8]
  var project: Project
  /// What there is to say about the files; without errors.
  var warnings: [Diagnostic]
  /// Whether a file refers to the commit that it is of.
  var usesCommit: Bool

  /// A path below the project's folder.
  func path(_ names: String...) -> [UInt8] {
    names.reduce(folder) { ProjectLoader.path($0, Array($1.utf8)) }
  }
}

/// Diagnostics in the place of a result.
struct Refused: Error {
  var diagnostics: [Diagnostic]
}

/// Finds a project and reads its files.
struct ProjectLoader {
  let world: World
  let invocation: Invocation

  /// Whether nothing can be done while there is a mistake in a stack file; else they are warnings.
  var needsStackFiles = true

  static let fileName = Array("esteira.yaml".utf8)
  /// What people call it who are used to the other ending.
  private static let otherName = Array("esteira.yml".utf8)

  /// The project that the command line means; none where it names none and none is found.
  func loadIfThere() throws(Refused) -> LoadedProject? {
    do throws(Refused) {
      return try load()
    } catch {
      let isMissing = error.diagnostics.contains {
        $0.code.number == ProjectCode.noProject.rawValue
      }
      guard isMissing, invocation.value(of: ProjectFlags.project) == nil else { throw error }
      return nil
    }
  }

  /// The project that the command line means.
  func load() throws(Refused) -> LoadedProject {
    let (folder, main) = try find()
    var faults: [Diagnostic] = []
    let others = sources(in: folder, &faults)
    let tolerated = needsStackFiles ? faults : faults.map(\.asWarning)
    guard !tolerated.hasErrors else { throw Refused(diagnostics: tolerated) }
    let reading = try read(main, others).reading
    let diagnostics = reading.diagnostics.map { diagnostic in
      let isOfProject = diagnostic.place?.source.name == main.name
      return needsStackFiles || isOfProject ? diagnostic : diagnostic.asWarning
    }
    guard let project = reading.project, !diagnostics.hasErrors else {
      throw Refused(diagnostics: diagnostics)
    }
    return LoadedProject(
      folder: folder, project: project, warnings: tolerated + diagnostics,
      usesCommit: project.refersToCommit)
  }

  /// What the files of a folder's project say, with mistakes; and the files.
  func reading(
    _ folder: [UInt8]
  ) -> Result<(reading: ProjectReading, files: [Source], templates: [Source]), Refused> {
    do throws(Refused) {
      guard let main = try read(Self.path(folder, Self.fileName)) else {
        throw Refused(diagnostics: [ProjectCode.noProject(nil)])
      }
      var faults: [Diagnostic] = []
      let others = sources(in: folder, &faults)
      var (reading, files) = try read(main, others)
      reading.diagnostics += faults
      return .success((reading, [main] + others, Array(files.templates.values)))
    } catch {
      return .failure(error)
    }
  }

  private func read(
    _ main: Source, _ others: [Source]
  ) throws(Refused) -> (reading: ProjectReading, files: ProjectFiles) {
    var files = ProjectFiles(project: main, others: others)
    for name in files.namedTemplates { files.templates[name] = try template(name) }
    return (Project.read(files, with: Components.catalogue), files)
  }

  /// A template that a stack file names, by its path from there; none if there is no such file.
  private func template(_ name: ProjectFiles.TemplateName) throws(Refused) -> Source? {
    let path = Array(name.path.utf8)
    // What is on this machine alone is no part of a project, and neither is what is elsewhere.
    if path.first == UInt8(ascii: "/") || name.path.contains("://") { return nil }
    let file = Array(name.stackFile.utf8)
    let folder = file.lastIndex(of: UInt8(ascii: "/")).map { Array(file[..<$0]) } ?? []
    // One file has one name, whatever way leads to it.
    let whole = Self.straight(Self.path(folder, path))
    do throws(FileFault) {
      let bytes = try world.readRegularFile(whole, ReadingLimits.bytes).bytes
      return Source(name: String(decoding: whole, as: UTF8.self), bytes: bytes)
    } catch {
      if error.kind == .notFound || error.kind == .isFolder { return nil }
      throw Refused(diagnostics: [Self.diagnostic(of: error, whole)])
    }
  }

  /// A path without the parts that lead nowhere: `./stacks//jobs.yaml` as `stacks/jobs.yaml`; the
  /// folder that the command is run in is empty.
  static func plain(_ path: [UInt8]) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    let parts = path.split(separator: slash).filter { !$0.elementsEqual(".".utf8) }
    return (path.first == slash ? [slash] : []) + parts.joined(separator: [slash])
  }

  /// A path without detours: `stacks/../legacy.yaml` as `legacy.yaml`.
  static func straight(_ path: [UInt8]) -> [UInt8] {
    let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    var kept: [ArraySlice<UInt8>] = []
    for (index, part) in parts.enumerated() {
      if part.elementsEqual(".".utf8), index > 0 { continue }
      let isUp = part.elementsEqual("..".utf8)
      if isUp, let last = kept.last, !last.elementsEqual("..".utf8), !last.elementsEqual(".".utf8) {
        kept.removeLast()
      } else {
        kept.append(part)
      }
    }
    return Array(kept.joined(separator: [UInt8(ascii: "/")]))
  }

  private func find() throws(Refused) -> (folder: [UInt8], Source) {
    if let argument = invocation.value(of: ProjectFlags.project) {
      guard let source = try read(Self.path(argument.bytes, Self.fileName)) else {
        let isOther = try read(Self.path(argument.bytes, Self.otherName)) != nil
        throw Refused(diagnostics: [ProjectCode.noProject(argument, isOther: isOther)])
      }
      return (argument.bytes, source)
    }
    var folder: [UInt8] = []
    for _ in 0...max(0, world.folders.depth()) {
      if let source = try read(Self.path(folder, Self.fileName)) { return (folder, source) }
      folder = Self.path(folder, Array("..".utf8))
    }
    let isOther = try read(Self.otherName) != nil
    throw Refused(diagnostics: [ProjectCode.noProject(nil, isOther: isOther)])
  }

  /// A file's text; none if there is no such file.
  private func read(_ path: [UInt8]) throws(Refused) -> Source? {
    do throws(FileFault) {
      let bytes = try world.readRegularFile(path, ReadingLimits.bytes).bytes
      return Source(name: String(decoding: path, as: UTF8.self), bytes: bytes)
    } catch {
      if error.kind == .notFound { return nil }
      throw Refused(diagnostics: [Self.diagnostic(of: error, path)])
    }
  }

  /// Every other YAML file of the project, and the JSON files that may be stacks, in the order of
  /// their paths.
  private func sources(in folder: [UInt8], _ faults: inout [Diagnostic]) -> [Source] {
    let paths = world.files(below: folder) { next, entries in
      // A folder with its own `esteira.yaml` is another project.
      let isPackages = next.split(separator: UInt8(ascii: "/")).last?.elementsEqual(
        "node_modules".utf8)
      return next == folder
        || isPackages != true && !entries.contains { $0.name == Self.fileName }
    } where: { name in
      (Self.isYAML(name) || Self.isJSON(name)) && name != Self.fileName
    } fails: { folder, fault in
      faults.append(Self.diagnostic(of: fault, folder))
    }
    return paths.compactMap { path in
      do throws(FileFault) {
        let bytes = try world.readRegularFile(path, ReadingLimits.bytes).bytes
        let source = Source(name: String(decoding: path, as: UTF8.self), bytes: bytes)
        return Self.isJSON(path) && !source.namesStack ? nil : source
      } catch {
        // Nobody named it: what is no file is no part of the project.
        guard error.kind != .notRegular, !Self.isJSON(path) else { return nil }
        faults.append(Self.diagnostic(of: error, path))
        return nil
      }
    }
  }

  private static func isYAML(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self).lowercased()
    return text.hasSuffix(".yaml") || text.hasSuffix(".yml")
  }

  private static func isJSON(_ name: [UInt8]) -> Bool {
    String(decoding: name, as: UTF8.self).lowercased().hasSuffix(".json")
  }

  /// A name in a folder; the empty folder is the one the command is run in.
  static func path(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
    guard let last = folder.last else { return name }
    return folder + (last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + name
  }

  private static func diagnostic(of fault: FileFault, _ path: [UInt8]) -> Diagnostic {
    let line = ArgumentLine(program: Program.name, words: [])
    var diagnostic = FileCode.reading(Argument(path, at: line.end), fault)
    diagnostic.place = nil
    return diagnostic
  }
}

extension Diagnostic {
  /// The same, where it stands in nobody's way.
  fileprivate var asWarning: Diagnostic {
    var warning = self
    warning.severity = .warning
    return warning
  }
}

extension Source {
  /// Whether a file of JSON may be a stack: most are something else, and are not read further.
  /// Records and saved plans name stacks too, and begin with what they are.
  var namesStack: Bool {
    let (key, others) = (
      Array("\"stack\"".utf8), [Array("\"esteira-record\"".utf8), Array("\"esteira-plan\"".utf8)]
    )
    var rest = bytes.prefix(4096)
    while let index = rest.firstIndex(of: key[0]) {
      if rest[index...].starts(with: key) { return true }
      if others.contains(where: rest[index...].starts) { return false }
      rest = rest[(index + 1)...]
    }
    return false
  }
}
