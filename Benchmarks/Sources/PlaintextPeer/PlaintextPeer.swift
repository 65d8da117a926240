import Hummingbird

/// The peer of our server: the framework alone, answering a fixed text. Usage: `PlaintextPeer PORT`.
@main
struct PlaintextPeer {
    static func main() async throws {
        let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 8099
        let router = Router()
        router.get("/plaintext") { _, _ in "Hello, world" }
        try await Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port))
        ).runService()
    }
}
