import Foundation
import Registry
import TestSupport
import Testing

/// A process with 24 writers is killed at random moments.
struct KilledWriterTests {
    /// The program beside the tests.
    private static var program: String {
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
        return folder + "/RegistryWriters"
    }

    /// 200 in the long check, few otherwise: each takes a second.
    private static let rounds = Int(ProcessInfo.processInfo.environment["PLISION_PROOF_KILLS"] ?? "") ?? 8

    @Test("No acknowledged write is lost, none is there by half, and the audit is whole")
    func killed() throws {
        let folder = try TemporaryFolder()
        try RootKey.makeFile(at: folder.file("root.key"))
        var settings = RegistryHome.Settings(root: .file(folder.file("root.key")))
        settings.passwordCost = PasswordHasher.Cost(passes: 1, memory: 8192)
        _ = try RegistryHome.create(at: folder.file("home"), settings)
        var random = SeededGenerator(seed: 200)
        var acknowledged: Set<String> = []
        for round in 0..<Self.rounds {
            acknowledged.formUnion(
                try Self.run(folder, "r\(round)", milliseconds: Int.random(in: 20...700, using: &random)))
            // Opening checks the whole file.
            let home = try RegistryHome.open(at: folder.file("home"), settings)
            guard case .whole(let rows, _, _) = try home.verifyAudit(AnchorFile.read(home.anchors.path)) else {
                throw UnexpectedVerdict()
            }
            let stored = Set(try RawStore(home.path + "/registry.sqlite").texts("SELECT login FROM principal"))
            #expect(acknowledged.isSubset(of: stored), "lost: \(acknowledged.subtracting(stored).count)")
            let store = try RawStore(home.path + "/registry.sqlite")
            #expect(try store.count("invitation") == stored.count)
            #expect(try store.count("audit", "action = 'account.added'") == stored.count)
            #expect(rows >= stored.count + 1)
        }
        print("killed writers: \(Self.rounds) kills, \(acknowledged.count) acknowledged writes, 0 lost")
        #expect(acknowledged.count > Self.rounds)
    }

    /// Starts the writers, kills them after some time from their first line, and returns the whole lines that they printed.
    private static func run(_ folder: TemporaryFolder, _ prefix: String, milliseconds: Int) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [folder.file("home"), folder.file("root.key"), prefix]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        try pipe.fileHandleForWriting.close()
        var output = pipe.fileHandleForReading.availableData
        let pid = process.processIdentifier
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { kill(pid, SIGKILL) }
        while case let data = pipe.fileHandleForReading.availableData, !data.isEmpty { output += data }
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropLast().map(String.init)
    }
}
