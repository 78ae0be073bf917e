import Testing

struct ProgramTests {
  @Test(
    arguments: [
      (["version"], 0, "esteira 0.1.0"), (["--version"], 0, "esteira 0.1.0"),
      ([], 0, "Plan, apply and destroy"), (["help", "format"], 0, "Lay out YAML"),
      (["format", "-h"], 0, "Lay out YAML"), (["explain", "0101"], 0, "EST0101: "),
      (["explain"], 0, "EST0001  "),
    ] as [([String], Int32, String)])
  func answers(arguments: [String], code: Int32, beginning: String) throws {
    let result = try Program.run(arguments)
    #expect(result.code == code)
    #expect(result.output.hasPrefix(beginning))
    #expect(result.error.isEmpty)
  }

  @Test(
    arguments: [
      (["bogus"], 64, "error[EST0001]"), (["format", "--bogus"], 64, "error[EST0002]"),
      (["explain", "9999"], 64, "error[EST0011]"), (["format", "missing"], 1, "error[EST0101]"),
    ] as [([String], Int32, String)])
  func refuses(arguments: [String], code: Int32, beginning: String) throws {
    let result = try Program.run(arguments)
    #expect(result.code == code)
    #expect(result.output.isEmpty)
    #expect(result.error.hasPrefix(beginning))
  }

  @Test func aReaderThatLeavesEndsItQuietly() throws {
    // The reader has ended for sure before the program starts.
    let result = try Program.shell(
      #"exec 3> >(:); wait $!; "$ESTEIRA" explain >&3; echo "$?""#)
    #expect(result.output == "141\n")
    #expect(result.error.isEmpty)
  }

  @Test func outputThatCannotBeWritten() throws {
    let full = try Program.shell(#""$ESTEIRA" version > /dev/full"#)
    #expect(full.code == 1)
    #expect(full.error.contains("error[EST0106]: standard output cannot be written"))
    let closed = try Program.shell(#""$ESTEIRA" version >&-"#)
    #expect(closed.code == 1)
    #expect(closed.error.contains("error[EST0106]"))
    let everythingClosed = try Program.shell(#""$ESTEIRA" version <&- >&- 2>&-"#)
    #expect(everythingClosed.code == 1)
  }

  @Test func argumentsThatAreNoText() throws {
    let result = try Program.shell(#""$ESTEIRA" $'b\xe9' $'--\xff\x1b'"#)
    #expect(result.code == 64)
    #expect(result.error.contains(#"esteira $'b\xe9' $'--\xff\x1b'"#))
  }
}
