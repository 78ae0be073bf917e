import Commands
import Components
import Documents
import Stacks
import Testing

struct SchemaCommandTests {
  @Test(arguments: [
    ([], FileSchemas(Components.catalogue).all),
    (["stack"], FileSchemas(Components.catalogue).stack),
    (["project"], FileSchemas(Components.catalogue).project),
  ])
  func printed(arguments: [String], schema: Value) async {
    let world = InMemoryWorld(["schema"] + arguments)
    #expect(await world.run() == .success)
    #expect(world.output == schema.prettyJSON + "\n")
    #expect(world.error.isEmpty)
  }

  @Test(arguments: [("stacks", "`stack`"), ("template", "without an argument")])
  func refused(argument: String, says: String) async {
    let world = InMemoryWorld(["schema", argument])
    #expect(await world.run() == .usage)
    #expect(world.output.isEmpty)
    #expect(world.error.contains("error[EST0020]"))
    #expect(world.error.contains(says), "\(world.error)")
  }
}
