package import Diagnostics

/// Reads a text by the rules of a dialect. The result holds as much of it as could be understood.
package func read(_ source: Source, as dialect: Dialect) -> Reading {
  return YAMLReader.read(source, dialect: dialect)
}
