"""The laws' own tests: each breach planted alone in a tree that keeps every law."""

import pathlib
import sys
import tempfile

TABLE = {
    "limits": {"lines": 40},
    "targets": {
        "CBase": {"includes": ["stdint.h"]},
        "Base": {"imports": ["CBase"], "pure": True},
        "View": {"imports": ["Base"], "pure": True, "ports": ["Ports"]},
        "Shell": {"imports": ["Base", "View", "Glibc"]},
    },
}

TREE = {
    "Sources/CBase/base.c": '#include "base.h"\n#include <stdint.h>\n',
    "Sources/CBase/include/base.h": "#include <stdint.h>\n",
    "Sources/Base/Base.swift": (
        "internal import CBase\n\n/// A base.\npackage struct Base {\n  var many: [Int]\n}\n"),
    "Sources/View/View.swift": "package import Base\n\n/// A view.\n@frozen\npackage enum View {}\n",
    "Sources/Shell/Shell.swift": "internal import Glibc\n\nprivate func leave() { exit(1) }\n",
    "Tests/BaseTests/BaseTests.swift": "import Foundation\nimport Testing\n\nstruct BaseTests {}\n",
}

BASE, VIEW, SHELL = (f"Sources/{name}/{name}.swift" for name in ("Base", "View", "Shell"))
TESTS = "Tests/BaseTests/BaseTests.swift"

# What is appended to which file, and what must be said of it.
BREACHES = [
    (BASE, "internal import View\n", "must not import View"),
    (BASE, "internal import Foundation\n", "must not import Foundation"),
    (BASE, "@preconcurrency internal import Foundation\n", "must not import Foundation"),
    (VIEW, "import struct Foundation.Date\n", "must not import Foundation"),
    (SHELL, "import Foundation\n", "must not import Foundation"),
    (BASE, "struct A {}; import Foundation\n", "must not import Foundation", "`A` has no doc"),
    (BASE, "private struct A {}; internal import struct Foundation.Date\n",
     "must not import Foundation"),
    ("Sources/CBase/base.c", "#include <stdio.h>\n", "must not include <stdio.h>"),
    ("Sources/CBase/base.c", '#include "unistd.h"\n', 'must not include "unistd.h"'),
    ("Sources/CBase/base.c", '#include "../Base/Base.swift"\n', "must not include"),
    ("Sources/CBase/base.c", "# include_next <stdio.h>\n", "must not include <stdio.h>"),
    ("Sources/CBase/base.c", "#include HEADER\n", "must say by its name what it includes"),
    ("Sources/CBase/data.S", "#include <stdio.h>\n", "must not include <stdio.h>"),
    ("Sources/Extra/Extra.swift", "\n", "no entry in .ci/laws.toml"),
    (SHELL, "  public func open() {}\n", "access is `package` or less"),
    (SHELL, "  public private(set) var x = 1\n", "access is `package` or less"),
    (TESTS, "open class Opened {}\n", "access is `package` or less"),
    (TESTS, "let x = try! read()\n", "`try!` needs its reason"),
    (SHELL, "extension Base: @unchecked Sendable {}\n", "`@unchecked Sendable` needs its reason"),
    (SHELL, "  nonisolated(unsafe) var x = 1\n", "`nonisolated(unsafe)` needs its reason"),
    (TESTS, "  try await Task.sleep(for: .seconds(1))\n", "nothing sleeps"),
    (SHELL, "  usleep(10)\n", "nothing sleeps"),
    (SHELL, '@_silgen_name("getpid") private func f()\n', "functions of others are imported"),
    (BASE, "  @_extern(c) static func getpid() -> Int32\n", "functions of others are imported"),
    (SHELL, "// TODO: finish\n", "unfinished work"),
    (BASE, "\n" * 50, "split it by topic at 40"),
    (BASE, "  print(many)\n", "a pure target reads and writes nothing"),
    (BASE, '  let x = "\\(f("a") + dump(many))"\n', "a pure target reads and writes nothing"),
    (BASE, "  Swift.print(1)\n", "a pure target reads and writes nothing"),
    (BASE, "  let x = Swift . readLine()\n", "a pure target reads and writes nothing"),
    (BASE, "  let p = print\n", "a pure target reads and writes nothing"),
    (BASE, "  let p: (Any) -> Void = Swift.dump\n", "a pure target reads and writes nothing"),
    (BASE, "  many.forEach(debugPrint)\n", "a pure target reads and writes nothing"),
    (BASE, "  return many.isEmpty ? print : nil\n", "a pure target reads and writes nothing"),
    (BASE, "  func f() async {}\n", "a pure target has no concurrency"),
    (BASE, "  func f() async throws -> Int { 1 }\n", "a pure target has no concurrency"),
    (BASE, "  let x = await f()\n", "a pure target has no concurrency"),
    (BASE, "/// One.\npackage actor One {}\n", "a pure target has no concurrency"),
    (BASE, "  Task { }\n", "a pure target has no concurrency"),
    (BASE, "  let now = ContinuousClock.now\n", "a pure target reads no clock"),
    (BASE, "  let now = Date()\n", "a pure target reads no clock"),
    (BASE, "  let x = CommandLine.arguments\n", "a pure target reads no environment"),
    (BASE, "  let x = getenv(name)\n", "a pure target reads no environment"),
    (BASE, "  let x = fopen(name, mode)\n", "a pure target touches no file"),
    (BASE, "  let x = Int.random(in: 0..<2)\n", "a pure target throws no dice"),
    (BASE, "  let x = Bool.random()\n", "a pure target throws no dice"),
    (BASE, "  let x = many.shuffled()\n", "a pure target throws no dice"),
    (BASE, "  many.shuffle()\n", "a pure target throws no dice"),
    (BASE, "  let x = many.randomElement()\n", "a pure target throws no dice"),
    (BASE, "  let x = Int\n    .random(\n      in: 0..<count\n    )\n",
     "a pure target throws no dice"),
    (BASE, "  fatalError()\n", "a pure target ends no process"),
    (VIEW, "  func f() async {}\n", "a pure target has no concurrency"),
    ("Sources/View/Ports/Port.swift", "  let now = Date()\n", "a pure target reads no clock"),
    (BASE, "  Swift.fatalError()\n", "a pure target ends no process"),
    (BASE, "  let end = fatalError\n", "a pure target ends no process"),
    (BASE, "struct Bare {}\n", "`Bare` has no doc comment"),
    (BASE, "// No doc comment.\npackage func bare() {}\n", "`bare` has no doc comment"),
    (BASE, "package let bare = 1\n", "`bare` has no doc comment"),
    (BASE, "extension Base {\n  package static func bare() {}\n}\n", "`bare` has no doc comment"),
]

# What is appended to which file, and must not be held against it.
INNOCENT = [
    (BASE, "  // print(many), public func f(), try! g()\n"),
    (BASE, "  /* import Foundation\n  import Foundation /* await */ print() */\n"),
    (BASE, '  let x = "print(1) public func f() // \\"try! \\(many.count) await "\n'),
    (BASE, '  let x = """\n  import Foundation\n  print(1)\n  """\n'),
    (BASE, '  let x = #"a " print(1) \\(print(1)) "#\n'),
    (BASE, "  console.print(many)\n  blueprint(many)\n"),
    (BASE, "  case .public: Int.random(in: 0..<2, using: &generator)\n"),
    (BASE, "  let x = Int.random(\n    in: 0..<f(1),\n    using: &generator)\n"),
    (BASE, "  let x = many.shuffled(using: &generator).randomElement(using: &generator)\n"),
    (BASE, "  case print, exit\n  f(print: 1, dump: .exit)\n  let exit: Int\n  exits(1)\n"),
    (BASE, "/// One.\npackage let one = 1\nprivate let two = 2\n"),
    (BASE, "extension Base {\n  /// One.\n  @inlinable\n  package func one() {}\n"
           "  func two() {}\n}\n"),
    (BASE, "  let async = 1\n  foo(await: 1)\n"),
    (SHELL, "  // Written once, before the threads start.\n  nonisolated(unsafe) var x = 1\n"),
    (SHELL, "  print(1)\n  let fd = open(path, flags)\n"),
    (BASE, "/// Old.\n@available(*, deprecated)\npackage func old() {}\n"),
    (BASE, "private struct Own {}\nextension Own {}\n"),
    ("Sources/View/Ports/Port.swift", "  func f() async throws\n"),
    (TESTS, "struct Undocumented {}\n"),
]


def self_test(laws):
    """Runs every case; returns the exit code."""
    failures = []

    def run(files, table=TABLE):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder).resolve()
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return laws(root, table).check()

    def expect(what, found, *messages):
        rest = list(found)
        for message in messages:
            match = next((breach for breach in rest if message in breach), None)
            if match is None:
                failures.append(f"not found: {message}\n  in: {what}")
            else:
                rest.remove(match)
        failures.extend(f"found too much: {breach}\n  in: {what}" for breach in rest)

    def grown(name, text):
        return {**TREE, name: TREE.get(name, "") + text}

    expect("the tree that keeps every law", run(TREE))
    for name, text, *messages in BREACHES:
        expect(repr(text), run(grown(name, text)), *messages)
    for name, text in INNOCENT:
        expect(repr(text), run(grown(name, text)))

    upward = {**TABLE, "targets": {"Base": {"imports": ["View"]}, **TABLE["targets"]}}
    upward["targets"]["Base"] = {"imports": ["CBase", "View"], "pure": True}
    expect("an import that points up", run(TREE, upward),
           "`Base` imports `CBase`, which stands no lower",
           "`Base` imports `View`, which stands no lower")
    without = {name: text for name, text in TREE.items() if "View" not in name}
    expect("a target that is gone", run(without), "`View` has no sources")

    for failure in failures:
        print(failure)
    cases = len(BREACHES) + len(INNOCENT) + 3
    print(f"the laws' own tests: {cases} cases, {len(failures)} failures", file=sys.stderr)
    return 1 if failures else 0
