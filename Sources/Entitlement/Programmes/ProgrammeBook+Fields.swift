public import Records

extension ProgrammeBook {
    /// Reads a JSON object of answers, question to text, number or true and false, as the fields of a form. Throws the
    /// JSON path of the first fault, without what stood there.
    public func fields(json bytes: [UInt8]) throws(DataFileError) -> [String: String] {
        var fields: [String: String] = [:]
        do throws(DataFileError) {
            for (key, node) in try DataNode(reading: bytes, file: "body").dictionary() {
                switch node.value {
                case .null: continue
                case .bool(let value): fields[key] = value ? "yes" : "no"
                case .number(let number): fields[key] = text(number, for: question(key))
                case .string(let text): fields[key] = text
                case .array, .object: throw node.fault("a text, a number, true or false")
                }
            }
        } catch {
            // What a person answered must not stand in a message that may be kept.
            throw DataFileError(file: error.file, place: error.place, expected: error.expected, found: "something else")
        }
        return fields
    }

    /// A number as a form would send it. Amounts have their cents: a third decimal would read as thousands.
    private func text(_ number: Double, for question: EntitlementQuestion?) -> String {
        guard abs(number) < 1e12 else { return "\(number)" }
        if number == number.rounded() { return "\(Int(number))" }
        switch question?.form {
        case .number(_, isWhole: false) where number > 0:
            let cents = Int((number * 100).rounded())
            return "\(cents / 100).\(cents / 10 % 10)\(cents % 10)"
        case nil: return "\(number)"
        // Never a whole number, however many decimals it has.
        default: return "\(number)…"
        }
    }
}
