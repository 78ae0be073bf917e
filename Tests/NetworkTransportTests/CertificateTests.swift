import AWS
import Foundation
import Testing

@testable import NetworkTransport

/// The program that makes certificates and serves with them.
private let openssl = (ProcessInfo.processInfo.environment["PATH"] ?? "")
  .split(separator: ":").map { "\($0)/openssl" }
  .first { FileManager.default.isExecutableFile(atPath: $0) }

/// Servers with a certificate of their own, which only the file of authorities vouches for.
@Suite(.enabled(if: openssl != nil, "needs openssl"))
struct CertificateTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent(UUID().uuidString)

  /// A process that is waited for or ended.
  private func run(_ arguments: String...) throws -> (process: Process, output: Pipe) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: try #require(openssl))
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    return (process, output)
  }

  /// Calls a server of a new certificate with what it is given of the two.
  private func call(
    _ certificates: (_ folder: String) -> String?
  ) async throws -> Result<HTTPResponse, TransportFault> {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let making = try run(
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
      "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "certificate.pem")
    making.process.waitUntilExit()
    let (server, output) = try run(
      "s_server", "-accept", "127.0.0.1:0", "-cert", "certificate.pem", "-key", "key.pem", "-www")
    defer { server.terminate() }
    let port = try #require(portSaid(by: output))
    let network = NetworkTransport(certificates: certificates(folder.path))
    do throws(TransportFault) {
      let url = HTTPURL(scheme: .https, host: "127.0.0.1", port: port)
      return .success(try await network.transport(HTTPRequest(url: url)))
    } catch {
      return .failure(error)
    }
  }

  /// It says `ACCEPT 127.0.0.1:54321` once it listens.
  private func portSaid(by output: Pipe) -> Int? {
    var said = ""
    while !said.contains("\n") || !said.contains("ACCEPT") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { return nil }
      said += String(decoding: more, as: UTF8.self)
    }
    let line = said.split(separator: "\n").first { $0.hasPrefix("ACCEPT") }
    return line?.split(separator: ":").last.flatMap { Int($0) }
  }

  @Test func anAuthorityThatIsNamed() async throws {
    let answer = try await call { "\($0)/certificate.pem" }.get()
    #expect(answer.status == 200)
    #expect(String(decoding: answer.body, as: UTF8.self).contains("TLSv1.3"))
  }

  @Test func anAuthorityThatNobodyKnows() async throws {
    let result = try await call { _ in nil }
    guard case .failure(let fault) = result else {
      Issue.record("there is an answer")
      return
    }
    #expect(fault.kind == .tls, "\(fault)")
  }

  @Test func aFileThatIsNotThere() async throws {
    let result = try await call { "\($0)/none.pem" }
    guard case .failure(let fault) = result else {
      Issue.record("there is an answer")
      return
    }
    #expect(fault.kind == .tls)
    #expect(fault.reason.contains("none.pem"), "\(fault)")
  }
}
