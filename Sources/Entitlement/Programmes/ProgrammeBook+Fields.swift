public import Records

extension ProgrammeBook {
    /// Reads a JSON object of answers as form fields. Values may be texts, numbers, true, false or null.
    ///
    /// - Throws: `DataFileError` with the JSON path of the first error. It does not contain the value, for privacy.
    public func fields(json bytes: [UInt8]) throws(DataFileError) -> [String: String] {
        do throws(DataFileError) {
            return try fields(DataNode(reading: bytes, file: "body"))
        } catch {
            // Errors can be logged, so they must not contain an answer.
            throw DataFileError(file: error.file, place: error.place, expected: error.expected, found: "something else")
        }
    }

    /// Reads an object of answers as form fields.
    func fields(_ node: DataNode) throws(DataFileError) -> [String: String] {
        var fields: [String: String] = [:]
        for (key, node) in try node.dictionary() {
            switch node.value {
            case .null: continue
            case .bool(let value): fields[key] = value ? "yes" : "no"
            case .number(let number): fields[key] = text(number, for: question(key))
            case .string(let text): fields[key] = text
            case .array, .object: throw node.fault("a text, a number, true or false")
            }
        }
        return fields
    }

    /// Returns a number as a form would send it. Amounts get two decimals, because three would be read as thousands.
    private func text(_ number: Double, for question: EntitlementQuestion?) -> String {
        guard abs(number) < 1e12 else { return "\(number)" }
        if number == number.rounded() { return "\(Int(number))" }
        switch question?.form {
        case .number(_, isWhole: false) where number > 0:
            let cents = Int((number * 100).rounded())
            return "\(cents / 100).\(cents / 10 % 10)\(cents % 10)"
        case nil: return "\(number)"
        // Makes it invalid, because it is not a whole number.
        default: return "\(number)…"
        }
    }
}
