package import Records
package import Routing

/// A road closure as somebody enters it: in the form of closure files, with who says so.
package struct ClosureEntry: Hashable, Sendable {
    /// The most bytes of its form.
    package static let byteLimit = 48 << 10
    /// The most characters of its note.
    package static let noteLimit = 500
    /// The most characters of its source.
    package static let sourceLimit = 200

    /// The closure, with its source and without an identifier.
    package let closure: Closure

    /// Checks a closure that was made or read before, by the rules of closure files.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`, whose place is the member that does not fit.
    package init(_ closure: Closure) throws(RegistryError) {
        var closure = closure
        closure.id = ""
        (closure.note, closure.source) = (closure.note.trimmed, closure.source.trimmed)
        if case .arcs = closure.roads {
            throw RegistryError(
                .invalid, at: "arcs", "another build has other arcs; name the ways",
                el: "οι αριθμοί αλλάζουν με τα δεδομένα· δώστε τους δρόμους με «ways»")
        }
        if closure.roads.isEmpty {
            throw RegistryError(
                .invalid, at: "geometry", "expected a position, a line, an area or a way",
                el: "αναμενόταν σημείο, γραμμή, περιοχή ή δρόμος")
        }
        // What was put together, as in a form, passes the reader like a file.
        closure = try Self.read(closure.feature)
        try Self.check(closure.source, atMost: Self.sourceLimit, at: "source")
        if !closure.note.isEmpty { try Self.check(closure.note, atMost: Self.noteLimit, at: "note") }
        guard closure.storedText.utf8.count <= Self.byteLimit else {
            throw RegistryError(
                .invalid, at: "geometry", "expected at most \(Self.byteLimit) bytes; divide it",
                el: "αναμένονταν το πολύ \(Self.byteLimit) byte· χωρίστε το")
        }
        self.closure = closure
    }

    /// Reads a feature of a closure file by the rules of those files.
    ///
    /// - Parameters:
    ///   - feature: The feature; its identifier is not kept.
    ///   - source: Who says so, when the feature does not tell.
    /// - Throws: ``RegistryError`` with the code `invalid`, whose place is the path of the member within the feature.
    package init(feature: StrictJSON, source: String = "") throws(RegistryError) {
        var closure = try Self.read(feature)
        if closure.source.isEmpty { closure.source = source }
        try self.init(closure)
    }

    private static func read(_ feature: StrictJSON) throws(RegistryError) -> Closure {
        guard var closure = try ClosureSet(features: [feature]).closures.first else {
            throw RegistryError(.database, at: "feature", "was not read")
        }
        closure.id = ""
        return closure
    }

    private static func check(_ text: String, atMost limit: Int, at place: String) throws(RegistryError) {
        guard text.count <= limit, PlainText.isLine(text) else {
            throw RegistryError(
                .invalid, at: place, "expected a text of 1 to \(limit) characters in one line",
                el: "αναμενόταν κείμενο μίας γραμμής, 1 έως \(limit) χαρακτήρες")
        }
        try PlainText.checkIsImpersonal(text, at: place)
    }
}

extension ClosureSet {
    /// Reads the features of a closure file.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`; its place begins with `features[…]` unless there is one only.
    init(features: [StrictJSON]) throws(RegistryError) {
        do {
            try self.init(
                value: .object([
                    StrictJSON.Member(key: "type", value: .string("FeatureCollection")),
                    StrictJSON.Member(key: "features", value: .array(features)),
                ]))
        } catch {
            throw RegistryError(closures: error, isFeature: features.count == 1)
        }
    }
}

extension RegistryError {
    /// An error in a file of closures, or in its only feature.
    init(closures error: ClosureFileError, isFeature: Bool) {
        var place = error.place
        if isFeature, place.hasPrefix("features[0]") {
            place = String(place.dropFirst("features[0]".count).drop { $0 == "." })
        }
        self.init(
            .invalid, at: place.isEmpty ? "feature" : PlainText.line(place),
            "expected \(error.expected), found \(PlainText.line(error.found))",
            el: "δεν είναι όπως στα αρχεία κλειστών δρόμων: \(Self.greek(error))")
    }

    /// What a closure file has at a place, in Greek.
    private static func greek(_ error: ClosureFileError) -> String {
        switch error.place.split(separator: ".").last.map(String.init) ?? "" {
        case "radiusMetres": "ακτίνα 0 έως 100000 μέτρα"
        case "direction": "both, forward ή backward"
        case "from", "until": "στιγμή όπως 2026-09-07T06:30:00+03:00, το τέλος μετά την αρχή"
        case "sparesBridges", "sparesTunnels": "true ή false"
        case "ways": "λίστα αριθμών του OpenStreetMap"
        case "note", "source", "id": "κείμενο"
        case let name where name.hasPrefix("profiles"):
            "ένα από: \(TravelProfile.standard.map(\.name).joined(separator: ", "))"
        case let name where name.hasPrefix("coordinates"):
            "γεωγραφικό μήκος και πλάτος· γραμμή με δύο σημεία και πάνω, περιοχή που κλείνει"
        default: "σχήμα GeoJSON με τα γνωστά πεδία μόνο"
        }
    }
}

extension Closure.Roads {
    /// Whether no road can be meant.
    fileprivate var isEmpty: Bool {
        switch self {
        case .points(let positions, _): positions.isEmpty
        case .line(let positions, _): positions.isEmpty
        case .area(let polygons): polygons.isEmpty
        case .ways(let ids): ids.isEmpty
        case .arcs(let arcs): arcs.isEmpty
        }
    }
}
