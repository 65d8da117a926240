internal import Records
internal import Routing

/// A file of closures that is imported: each feature becomes one closure.
package struct ClosureFileImport: Sendable {
    /// The most bytes of a file.
    package static let byteLimit = 4 << 20
    /// The most features of a file.
    package static let featureLimit = 200

    /// A feature of the file.
    package struct Row: Sendable {
        /// Its number, from 1.
        package var number: Int
        /// What it says, or why it is refused.
        package var entry: Result<ClosureEntry, RegistryError>
    }

    /// The features in the order of the file.
    package let rows: [Row]

    /// Reads a file by the rules of closure files, each feature for itself.
    ///
    /// - Parameter source: Who says so, for features that do not tell.
    /// - Throws: ``RegistryError`` with the code `invalid` when it is no such file at all, or has too many features.
    package init(_ bytes: [UInt8], source: String) throws(RegistryError) {
        guard bytes.count <= Self.byteLimit else { throw Self.tooLarge }
        let value: StrictJSON
        do {
            value = try StrictJSON(bytes)
        } catch {
            throw RegistryError(
                .invalid, at: "file", "byte \(error.offset): expected \(error.expected), found \(error.found)",
                el: "δεν είναι έγκυρο JSON στο byte \(error.offset)")
        }
        var (frame, features) = (value, [StrictJSON]())
        if case .object(var members) = value, let index = members.firstIndex(where: { $0.key == "features" }),
            case .array(let found) = members[index].value
        {
            features = found
            members[index].value = .array([])
            frame = .object(members)
        }
        do {
            _ = try ClosureSet(value: frame)
        } catch {
            throw RegistryError(closures: error, isFeature: false)
        }
        guard features.count <= Self.featureLimit else { throw Self.tooLarge }
        guard !features.isEmpty else {
            throw RegistryError(
                .invalid, at: "features", "expected a closure, found none", el: "το αρχείο δεν έχει κλειστούς δρόμους")
        }
        rows = features.enumerated().map { index, feature in
            Row(
                number: index + 1,
                entry: Result { () throws(RegistryError) in try ClosureEntry(feature: feature, source: source) })
        }
    }

    /// All closures of the file.
    ///
    /// - Throws: The error of the first feature that is refused, with its place in the file.
    package var entries: [ClosureEntry] {
        get throws(RegistryError) {
            var entries: [ClosureEntry] = []
            for row in rows {
                do {
                    entries.append(try row.entry.get())
                } catch {
                    var error = error
                    error.place = "features[\(row.number - 1)].\(error.place)"
                    throw error
                }
            }
            return entries
        }
    }

    private static let tooLarge = RegistryError(
        .invalid, at: "file", "expected at most \(byteLimit) bytes and \(featureLimit) closures; divide the file",
        el: "αναμένονταν το πολύ \(byteLimit) byte και \(featureLimit) κλειστοί δρόμοι· χωρίστε το αρχείο")
}
