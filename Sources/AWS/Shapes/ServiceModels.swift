internal import CModels
internal import Documents
internal import Synchronization

/// The interfaces of the services that are called, part of the program. A service's is read when it
/// is first asked for.
package enum ServiceModels {
  private static let read = Mutex<[String: ServiceModel]>([:])

  /// The interface of a service, named as in AWS's command line.
  package static func model(of service: String) -> ServiceModel {
    read.withLock { read in
      if let model = read[service] { return model }
      let start = Array("\(service) ".utf8)
      guard let line = lines.first(where: { $0.starts(with: start) }),
        let model = JSONText.value(Array(line.dropFirst(start.count))).flatMap(ServiceModel.init)
      else { preconditionFailure("there is no interface of \(service)") }
      read[service] = model
      return model
    }
  }

  /// The names of the services with an interface.
  package static var services: [String] {
    lines.map { String(decoding: $0.prefix { $0 != 0x20 }, as: UTF8.self) }
  }

  private static var lines: [UnsafeRawBufferPointer.SubSequence] {
    UnsafeRawBufferPointer(start: esteira_models_bytes(), count: esteira_models_count())
      .split(separator: 0x0A)
  }
}
