internal import Documents

/// Turns an input into the fields of a form, as the query protocol has it.
///
/// <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html>
package enum QuerySerializer {
  /// The form of a call.
  package static func fields(
    action: String, version: String, _ input: QueryMembers
  ) -> [FormFields.Field] {
    var fields = [FormFields.Field("Action", action), FormFields.Field("Version", version)]
    append(.structure(input), at: "", to: &fields)
    return fields
  }

  private static func append(
    _ value: QueryValue, at path: String, to fields: inout [FormFields.Field]
  ) {
    switch value {
    case .text(let text): fields.append(FormFields.Field(path, text))
    case .integer(let number): fields.append(FormFields.Field(path, String(number)))
    case .double(let number): fields.append(FormFields.Field(path, text(number)))
    case .boolean(let flag): fields.append(FormFields.Field(path, flag ? "true" : "false"))
    case .blob(let bytes): fields.append(FormFields.Field(path, Base64.encode(bytes)))
    case .timestamp(let time): fields.append(FormFields.Field(path, time.iso8601))
    case .list(let items, let naming):
      // An empty list is sent, so that it can be told from one that is not given.
      if items.isEmpty { fields.append(FormFields.Field(path, "")) }
      let prefix = naming.member.map { "\(path).\($0)" } ?? path
      for (index, item) in items.enumerated() {
        append(item, at: "\(prefix).\(index + 1)", to: &fields)
      }
    case .map(let entries, let naming):
      let prefix = naming.entry.map { "\(path).\($0)" } ?? path
      for (index, entry) in entries.enumerated() {
        let place = "\(prefix).\(index + 1)"
        fields.append(FormFields.Field("\(place).\(naming.key)", entry.key))
        append(entry.value, at: "\(place).\(naming.value)", to: &fields)
      }
    case .structure(let members):
      for member in members.members {
        append(member.value, at: path.isEmpty ? member.name : "\(path).\(member.name)", to: &fields)
      }
    }
  }

  private static func text(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    return "\(number)"
  }
}
