import CAttributes
import Foundation
import Testing

/// Access for one more user, as Linux stores it: version 2, then tag, permissions and id of each
/// entry (`linux/posix_acl_xattr.h`).
private let accessControlList: [UInt8] = [
  2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255, 2, 0, 6, 0, 57, 48, 0, 0,
  4, 0, 4, 0, 255, 255, 255, 255, 16, 0, 6, 0, 255, 255, 255, 255,
  32, 0, 0, 0, 255, 255, 255, 255,
]

/// Whether the temporary folder's file system knows extended attributes and access control lists.
private let attributesAreKept: Bool = {
  var areKept = false
  try? withFolder { folder in
    try folder.write("a", "")
    let path = folder.appendingPathComponent("a").path
    let list = accessControlList
    areKept =
      setxattr(path, "user.a", "1", 1, 0) == 0
      && setxattr(path, "system.posix_acl_access", list, list.count, 0) == 0
  }
  return areKept
}()

/// What a file has beside its contents and its mode stays when it is formatted.
@Suite(.enabled(if: attributesAreKept, "needs extended attributes")) struct AttributeTests {
  @Test func stay() throws {
    try withFolder { folder in
      try folder.write("a.yaml", "a:   1\n")
      let path = folder.appendingPathComponent("a.yaml").path
      let wanted = ["user.note": Array("kept".utf8), "user.empty": []]
      for (name, value) in wanted { try #require(setxattr(path, name, value, value.count, 0) == 0) }
      let result = try Program.run(["format", "a.yaml"], in: folder)
      #expect(result.code == 0)
      #expect(try folder.text("a.yaml") == "a: 1\n")
      for (name, value) in wanted { #expect(attribute(name, of: path) == value) }
    }
  }

  @Test func accessControlListsStay() throws {
    try withFolder { folder in
      try folder.write("a.yaml", "a:   1\n")
      try folder.write("b.yaml", "b:   1\n")
      let path = folder.appendingPathComponent("a.yaml").path
      let other = folder.appendingPathComponent("b.yaml").path
      let (name, list) = ("system.posix_acl_access", accessControlList)
      try #require(setxattr(path, name, list, list.count, 0) == 0)
      // What the folder gives to new files is not for one that only gets new contents.
      try #require(setxattr(folder.path, "system.posix_acl_default", list, list.count, 0) == 0)
      let result = try Program.run(["format", "a.yaml", "b.yaml"], in: folder)
      #expect(result.code == 0)
      #expect(attribute(name, of: path) == list)
      #expect(attribute(name, of: other) == nil)
      #expect(try folder.text("a.yaml") + folder.text("b.yaml") == "a: 1\nb: 1\n")
    }
  }

  private func attribute(_ name: String, of path: String) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = getxattr(path, name, &bytes, bytes.count)
    return count < 0 ? nil : Array(bytes.prefix(count))
  }
}
