internal import GeoIndex

extension PackedFile {
    /// Returns the texts of section `name` as rows of `width`.
    func records(_ name: String, of width: Int) throws(PackedFileError) -> [[String]] {
        let texts = Array(try texts(name))
        guard texts.count.isMultiple(of: width) else {
            throw .malformed(
                path: path, part: "section \"\(name)\"", found: "\(texts.count) texts", expected: "records of \(width)")
        }
        return stride(from: 0, to: texts.count, by: width).map { Array(texts[$0..<($0 + width)]) }
    }

    /// Throws an error when `condition` is false, because sections contradict each other.
    func require(_ condition: Bool, _ part: String, _ expected: String) throws(PackedFileError) {
        guard condition else { throw .malformed(path: path, part: part, found: "otherwise", expected: expected) }
    }
}
