package import Diagnostics

/// Reads a JSON text that is known to be valid UTF-8.
package func readJSON(_ source: Source, dialect: Dialect = .json) -> Reading {
  JSONReader.read(source, dialect: dialect)
}
