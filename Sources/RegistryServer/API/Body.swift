internal import Entitlement
internal import Records
internal import Registry
internal import WebSupport

/// A member of a JSON body, for reading it and for the OpenAPI document.
struct BodyMember: Sendable {
    /// What its value is.
    enum Shape: Sendable {
        /// A text of at most `maximum` Unicode scalars.
        case text(maximum: Int)
        /// One of the texts.
        case choice([String])
        /// A whole number.
        case whole(ClosedRange<Int>)
        /// An object of fields of a structure.
        case fields
        /// A value of a figure of programmes.
        case figureValue
        /// A feature of a file of road closures.
        case closure
    }

    /// What a value is, in Greek.
    fileprivate static func greek(_ shape: Shape) -> String {
        switch shape {
        case .text(let maximum): "κείμενο έως \(maximum) χαρακτήρων"
        case .choice(let choices): "ένα από: \(choices.joined(separator: ", "))"
        case .whole(let range): "ακέραιος από \(range.lowerBound) έως \(range.upperBound)"
        case .fields: "αντικείμενο με πεδία"
        case .figureValue: "αντικείμενο με την τιμή"
        case .closure: "Feature του GeoJSON"
        }
    }

    var name: String
    var shape: Shape
    var isRequired = true
    var summary: String

    init(_ name: String, _ shape: Shape, isRequired: Bool = true, _ summary: String) {
        (self.name, self.shape, self.isRequired, self.summary) = (name, shape, isRequired, summary)
    }
}

/// The members of a JSON body.
struct Body {
    private var values: [String: StrictJSON] = [:]

    /// A body without members.
    init() {}

    /// Reads a body strictly: an object with the required members, and no unknown one.
    ///
    /// - Throws: A 400 ``Problem``.
    init(_ bytes: [UInt8], _ members: [BodyMember]) throws(Problem) {
        var greek = "έγκυρο JSON"
        do throws(DataFileError) {
            let root = try DataNode(reading: bytes, file: "body")
            greek =
                "αντικείμενο με τα μέλη: \(members.map { $0.isRequired ? $0.name : "[\($0.name)]" }.joined(separator: ", "))"
            let object = try root.object(
                members.filter(\.isRequired).map(\.name), optional: members.filter { !$0.isRequired }.map(\.name))
            for member in members {
                guard let node = object[member.name], node.value != .null || member.isRequired else { continue }
                greek = BodyMember.greek(member.shape)
                try Self.check(node, member.shape)
                values[member.name] = node.value
            }
        } catch {
            throw Problem(
                .badBody,
                detail: Phrase(
                    el: "\(error.place): αναμενόταν \(greek).",
                    en: "\(error.place): expected \(error.expected), found \(Self.shown(error.found))."))
        }
    }

    private static func check(_ node: DataNode, _ shape: BodyMember.Shape) throws(DataFileError) {
        switch shape {
        case .text(let maximum):
            guard try node.string(mayBeEmpty: true).unicodeScalars.count <= maximum else {
                throw node.fault("a text of at most \(maximum) characters", found: "a longer one")
            }
        case .choice(let choices):
            guard choices.contains(try node.string()) else {
                throw node.fault("one of \(choices.joined(separator: ", "))")
            }
        case .whole(let range): _ = try node.integer(in: range)
        case .fields, .figureValue, .closure: _ = try node.dictionary()
        }
    }

    /// What was found, without what could break out of a line.
    private static func shown(_ text: String) -> String {
        String(text.prefix(80).map { $0.isNewline || $0.unicodeScalars.contains { $0.value < 0x20 } ? "\u{FFFD}" : $0 })
    }

    /// The text of a member; nil when it is absent.
    func text(_ name: String) -> String? {
        if case .string(let text)? = values[name] { text } else { nil }
    }

    /// The text of a member that is required.
    func required(_ name: String) -> String { text(name) ?? "" }

    /// The whole number of a member; nil when it is absent.
    func whole(_ name: String) -> Int? {
        if case .number(let number)? = values[name] { Int(exactly: number) } else { nil }
    }

    /// The fields of a structure in a member.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    func fields(_ name: String) throws(RegistryError) -> StructureFields {
        guard let value = values[name] else { return StructureFields() }
        var json = JSONWriter()
        json.value(value)
        return try StructureFields(patch: json.bytes)
    }

    /// The value of a figure in a member.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    func figureValue(_ name: String) throws(RegistryError) -> FigureValues.Entry {
        try FigureValues.Entry(entered: values[name] ?? .null)
    }

    /// The road closure in a member.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    func closure(_ name: String) throws(RegistryError) -> ClosureEntry {
        try ClosureEntry(feature: values[name] ?? .null)
    }
}
