import Foundation

/// The `osmium` command of osmium-tool, the reference for these tests, which fail without it.
enum OSMTool {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs `osmium` and returns its output.
    static func run(_ arguments: [String]) throws -> String {
        String(decoding: try output(of: ["osmium"] + arguments), as: UTF8.self)
    }

    private static func output(of command: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let hint =
                process.terminationStatus == 127 ? "; osmium-tool is needed here: apt-get install osmium-tool" : ""
            throw Failure(
                description: "\(command.joined(separator: " ")) ended with \(process.terminationStatus): "
                    + String(decoding: complaint, as: UTF8.self) + hint)
        }
        return data
    }

    /// Compresses a text with gzip: `osmium convert` would drop what it does not know.
    static func gzip(_ text: String) throws -> [UInt8] {
        try OSMTemporaryFile.with(Array(text.utf8)) { path in Array(try output(of: ["gzip", "-c", path])) }
    }

    /// The bytes of `xml` converted to another format, `pbf`, `osm.gz` or `osm.bz2`, with osmium's options.
    static func convert(_ xml: String, to format: String) throws -> [UInt8] {
        try OSMTemporaryFile.with(Array(xml.utf8), name: "from.osm") { path in
            let target = path + ".converted"
            _ = try run(["cat", path, "--input-format", "osm", "-o", target, "-f", format])
            return Array(try Data(contentsOf: URL(fileURLWithPath: target)))
        }
    }
}

/// A line of osmium's OPL output.
struct OPLObject {
    var id = ""
    var tags: [String: String] = [:]
    var nodes: [Int64] = []
    /// The node positions as printed, `x…y…`, if the line has them.
    var positions: [String] = []

    var isRing: Bool { nodes.count > 3 && nodes.first == nodes.last }

    init(_ line: some StringProtocol) {
        for field in line.split(separator: " ") {
            switch field.first {
            case "n", "w", "r":
                id = String(field)
            case "T":
                for tag in field.dropFirst().split(separator: ",") {
                    let pair = tag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    tags[Self.plain(pair[0])] = Self.plain(pair[1])
                }
            case "N":
                for node in field.dropFirst().split(separator: ",") {
                    let digits = node.dropFirst().prefix { $0 != "x" }
                    nodes.append(Int64(digits) ?? 0)
                    positions.append(String(node.dropFirst().dropFirst(digits.count)))
                }
            default:
                break
            }
        }
    }

    /// Reads a file as OPL, without times and users.
    static func read(_ path: String, _ extra: [String] = []) throws -> [OPLObject] {
        try OSMTool.run(["cat", path, "-f", "opl,add_metadata=none", "-o", "-"] + extra).split(separator: "\n").map {
            OPLObject($0)
        }
    }

    /// Decodes `%hex%`.
    private static func plain(_ text: some StringProtocol) -> String {
        var result = ""
        for (index, part) in text.split(separator: "%", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 0 {
                result += part
            } else if let scalar = UInt32(part, radix: 16).flatMap(Unicode.Scalar.init) {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
