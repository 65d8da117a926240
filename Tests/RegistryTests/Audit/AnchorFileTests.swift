import Foundation
import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// The anchors outside the database.
struct AnchorFileTests {
    private let registry: TestRegistry

    init() throws {
        registry = try TestRegistry()
        for round in 0..<3 {
            _ = try registry.home.addAccount(login: "login\(round)", name: "Name", by: .systemOperator)
            registry.home.anchors.flush(ring: registry.home.ring)
        }
    }

    private var path: String { registry.home.anchors.path }

    private func lines() throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func broken(_ contents: AnchorFile.Contents) throws -> String? {
        if case .broken(_, let reason) = try registry.home.verifyAudit(contents) { reason } else { nil }
    }

    @Test("Each anchor names the end of the audit at its time, and is signed")
    func anchors() throws {
        let contents = try AnchorFile.read(path)
        #expect(contents.anchors.map(\.head.seq) == [1, 2, 3])
        #expect(contents.firstBadLine == nil)
        for anchor in contents.anchors {
            #expect(try anchor.isSigned(ring: registry.home.ring))
            #expect(AuditAnchor(line: anchor.line) == anchor)
        }
        #expect(registry.home.anchors.failure == nil)
        registry.home.anchors.flush(ring: registry.home.ring)
        #expect(try lines().count == 3, "nothing new, no anchor")
    }

    @Test("An anchor in which any character was changed is refused")
    func changed() throws {
        var random = SeededGenerator(seed: 3)
        let line = try lines()[1]
        for index in line.indices {
            var changed = line
            let other = try #require("0123456789abcdef x".filter { $0 != line[index] }.randomElement(using: &random))
            changed.replaceSubrange(index...index, with: [other])
            let contents = AnchorFile.contents(of: Array((changed + "\n").utf8))
            #expect(try broken(contents) != nil, "\(changed)")
        }
    }

    @Test("A last line that was cut off by a crash is passed over, and removed by the next anchor")
    func cutOff() throws {
        let whole = try lines()
        try Data((whole[0...1].joined(separator: "\n") + "\n" + whole[2].prefix(50)).utf8).write(
            to: URL(fileURLWithPath: path))
        let contents = try AnchorFile.read(path)
        #expect(contents.anchors.count == 2)
        #expect(contents.firstBadLine == nil)
        #expect(try broken(contents) == nil)
        _ = try registry.home.addAccount(login: "next", name: "Name", by: .systemOperator)
        registry.home.anchors.flush(ring: registry.home.ring)
        #expect(try AnchorFile.read(path).anchors.map(\.head.seq) == [1, 2, 4])
        #expect(try broken(AnchorFile.read(path)) == nil)
    }

    @Test("A line in the middle that is no anchor is named")
    func badLine() throws {
        var whole = try lines()
        whole[1] = String(whole[1].dropLast())
        let contents = AnchorFile.contents(of: Array((whole.joined(separator: "\n") + "\n").utf8))
        #expect(contents.firstBadLine == 2)
        #expect(try broken(contents)?.contains("line 2") == true)
    }

    @Test("Anchors of another installation are refused")
    func otherInstallation() throws {
        let other = try TestRegistry()
        _ = try other.home.addAccount(login: "login", name: "Name", by: .systemOperator)
        other.home.anchors.flush(ring: other.home.ring)
        #expect(try broken(AnchorFile.read(other.home.anchors.path))?.contains("not signed") == true)
    }

    @Test("An anchor signed by a key that was replaced is still good")
    func rotation() throws {
        try registry.home.ring.rotate(.anchor, now: registry.clock.now)
        _ = try registry.home.addAccount(login: "next", name: "Name", by: .systemOperator)
        registry.home.anchors.flush(ring: registry.home.ring)
        let contents = try AnchorFile.read(path)
        #expect(Set(contents.anchors.map(\.key)).count == 2)
        #expect(try broken(contents) == nil)
    }

    @Test("A file that cannot be written is told, and caught up with")
    func unwritable() throws {
        var settings = registry.settings
        settings.anchors = registry.folder.file("elsewhere/audit.anchors")
        let home = try RegistryHome.open(at: registry.home.path, settings)
        _ = try home.addAccount(login: "next", name: "Name", by: .systemOperator)
        home.anchors.flush(ring: home.ring)
        #expect(home.anchors.failure?.code == .unavailable)
        try FileManager.default.createDirectory(
            atPath: registry.folder.file("elsewhere"), withIntermediateDirectories: true)
        home.anchors.flush(ring: home.ring)
        #expect(home.anchors.failure == nil)
        #expect(try AnchorFile.read(home.anchors.path).anchors.map(\.head.seq) == [4])
    }

    @Test("Any bytes are read as anchors or as none")
    func anyBytes() throws {
        var random = SeededGenerator(seed: 11)
        let good = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
        for _ in 0..<2000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            bytes.removeLast(Int.random(in: 0...20, using: &random))
            for anchor in AnchorFile.contents(of: bytes).anchors { #expect(AuditAnchor(line: anchor.line) == anchor) }
        }
    }
}
