internal import Diagnostics

/// What can be said about formatting a text.
package enum FormattingCode: Int, DiagnosticCode {
  case changesMeaning = 1401
}
