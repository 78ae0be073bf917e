/// A text that must not be seen: it is never printed, not even by a debugger's mirror.
package struct Secret: Sendable, Equatable {
  /// The text itself. Whoever asks for it must not let it go anywhere but into a signature or a
  /// header.
  package let revealed: String

  /// Takes a text into custody.
  package init(_ text: String) {
    revealed = text
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }

  package var debugDescription: String { "<redacted>" }

  package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
