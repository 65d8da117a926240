internal import Foundation
internal import Records

/// Writes data to stdout.
enum Output {
    /// Writes a document and a line end.
    static func document(_ bytes: [UInt8]) {
        FileHandle.standardOutput.write(Data(bytes + [UInt8(ascii: "\n")]))
    }

    /// Writes a line.
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// Throws when the folder of a path does not exist.
    static func checkFolder(of path: String) throws(Failure) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw Failure.failed("\(path): cannot be written: there is no folder \(folder)")
        }
    }

    /// Writes a file atomically.
    static func file(_ bytes: [UInt8], at path: String) throws(Failure) {
        try checkFolder(of: path)
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure.failed("\(path): cannot be written: \(error.localizedDescription)")
        }
    }

    /// Writes a row of CSV.
    static func csv(_ fields: [String]) {
        FileHandle.standardOutput.write(Data(CSVLine.text(fields).utf8))
    }
}
