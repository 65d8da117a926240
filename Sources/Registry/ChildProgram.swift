internal import Foundation

/// A program of the system that is run as a child process.
enum ChildProgram {
    /// Runs a program to its end.
    ///
    /// - Parameter input: What it reads from its standard input; nothing when nil.
    /// - Returns: Its exit status, and what it wrote to its standard error.
    /// - Throws: ``RegistryError`` with the code `unavailable` when it is not installed or cannot be started.
    static func run(
        _ name: String, _ arguments: [String], input: [UInt8]? = nil
    ) throws(RegistryError) -> (status: Int32, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let (feed, errors) = (Pipe(), Pipe())
        process.standardError = errors
        process.standardInput = input == nil ? FileHandle.nullDevice : feed
        process.standardOutput = FileHandle.nullDevice
        do {
            try process.run()
            if let input {
                try? feed.fileHandleForWriting.write(contentsOf: Data(input))
                try feed.fileHandleForWriting.close()
            }
        } catch {
            throw RegistryError(.unavailable, at: name, "cannot be started: \(error.localizedDescription)")
        }
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus != 127 else {
            throw RegistryError(.unavailable, at: name, "is not installed: apt-get install \(name)")
        }
        return (process.terminationStatus, text)
    }
}
