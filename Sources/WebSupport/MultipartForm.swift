/// The fields and files of a form in `multipart/form-data` (RFC 7578), the only form in which browsers send files.
package struct MultipartForm: Sendable {
    /// A field or file.
    package struct Part: Hashable, Sendable {
        /// The name of the field.
        package var name: String
        /// Whether it is a file.
        package var isFile: Bool
        /// Its contents.
        package var bytes: [UInt8]
    }

    /// The most parts of a form.
    package static let partLimit = 32
    private static let headLimit = 2048

    /// The parts in their order.
    package private(set) var parts: [Part] = []

    /// Reads a body; nil when it does not consist of whole parts. O(n).
    package init?(_ body: [UInt8], boundary: String) {
        // Before the first delimiter only its own line break is missing.
        let bytes = Array("\r\n".utf8) + body
        let delimiter = Array("\r\n--\(boundary)".utf8)
        guard bytes.starts(with: delimiter) else { return nil }
        var at = delimiter.count
        while !bytes[at...].starts(with: Array("--".utf8)) {
            guard bytes[at...].starts(with: Array("\r\n".utf8)), parts.count < Self.partLimit,
                let end = Self.find(delimiter, in: bytes[...], from: at),
                let part = Self.part(bytes[(at + 2)..<max(at + 2, end)])
            else { return nil }
            parts.append(part)
            at = end + delimiter.count
        }
    }

    /// The boundary that a field `Content-Type` names; nil when it names none.
    static func boundary(of contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\"" } }
            guard pair.count == 2, pair[0].lowercased() == "boundary" else { continue }
            return (1...70).contains(pair[1].utf8.count) ? pair[1] : nil
        }
        return nil
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        let gap = Array("\r\n\r\n".utf8)
        guard let cut = find(gap, in: bytes.prefix(headLimit), from: bytes.startIndex),
            let head = String(validating: bytes[bytes.startIndex..<cut], as: UTF8.self)
        else { return nil }
        for line in head.split(separator: "\r\n") {
            guard line.lowercased().hasPrefix("content-disposition:") else { continue }
            guard let name = parameter("name", of: line) else { return nil }
            return Part(
                name: name, isFile: parameter("filename", of: line) != nil, bytes: Array(bytes[(cut + gap.count)...]))
        }
        return nil
    }

    /// The quoted value of a parameter. Browsers write quotation marks in it as `%22`.
    private static func parameter(_ name: String, of line: Substring) -> String? {
        let mark = "; \(name)=\""
        guard let start = line.firstRange(of: mark)?.upperBound, let end = line[start...].firstIndex(of: "\"") else {
            return nil
        }
        return String(line[start..<end])
    }

    private static func find(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        var at = start
        while let next = bytes[at...].firstIndex(of: pattern[0]) {
            if bytes[next...].starts(with: pattern) { return next }
            at = next + 1
        }
        return nil
    }
}
