internal import OpeningHours
package import Records

/// A field of a structure that people keep in the registry. The raw value is its name in JSON, the one that structures have
/// in answers and exchange files.
package enum DirectoryField: String, CaseIterable, Sendable {
    case name, kind, municipality, status, statusReason, validFrom, validTo
    case address, phone, email, website, position, redacted
    case openingHours, wheelchair, accessNote
    case languages, audiences, documents, eligibility, application
    case cost, costNote, appointment, delivery, organisation
    case checkedOn, checkEveryDays

    /// Whether a wrong value may put somebody in danger: two people approve a change of it.
    package var isSafetyCritical: Bool {
        switch self {
        case .phone, .address, .position, .redacted, .kind: true
        default: false
        }
    }

    /// Whether every structure has it.
    package var isRequired: Bool { Self.required.contains(self) }

    private static let required: Set<DirectoryField> = [.name, .kind, .municipality, .status]

    /// What its values are like.
    package enum Form: Sendable {
        /// Texts in Greek and English, one or several.
        case texts, textList
        /// Texts of at most `limit` characters.
        case list(limit: Int)
        /// One of the codes.
        case choice([String])
        /// A date, a flag, a whole number.
        case date, flag, number(ClosedRange<Int>)
        /// A text of its own kind.
        case phone, email, website, hours, position, code
    }

    /// What its values are like.
    package var form: Form {
        switch self {
        case .name, .statusReason, .address, .accessNote, .eligibility, .application, .costNote: .texts
        case .kind, .organisation: .code
        case .municipality: .code
        case .status: .choice(Structure.Status.allCases.map(\.rawValue))
        case .validFrom, .validTo, .checkedOn: .date
        case .phone: .phone
        case .email: .email
        case .website: .website
        case .position: .position
        case .redacted: .flag
        case .openingHours: .hours
        case .wheelchair: .choice(["yes", "designated", "limited", "no"])
        case .languages, .audiences: .list(limit: 60)
        case .documents: .textList
        case .cost: .choice(StructureDetails.Cost.allCases.map(\.rawValue))
        case .appointment: .choice(StructureDetails.Appointment.allCases.map(\.rawValue))
        case .delivery: .choice(StructureDetails.Delivery.allCases.map(\.rawValue))
        case .checkEveryDays: .number(1...3650)
        }
    }

    /// What is expected, in Greek.
    private var greekExpectation: String {
        switch form {
        case .texts: "κείμενο έως 600 χαρακτήρων σε μία γραμμή, στα ελληνικά ή και στα αγγλικά"
        case .textList: "1 έως 40 κείμενα, στα ελληνικά ή και στα αγγλικά"
        case .list(let limit): "1 έως 40 διαφορετικά κείμενα έως \(limit) χαρακτήρων"
        case .choice(let choices): "ένα από: \(choices.joined(separator: ", "))"
        case .date: "ημερομηνία όπως 2026-04-10"
        case .flag: "ναι ή όχι"
        case .number(let range): "ακέραιος από \(range.lowerBound) έως \(range.upperBound)"
        case .phone: "αριθμοί τηλεφώνου: ψηφία, κενά και + - ( ) / ,"
        case .email: "διεύθυνση όπως name@example.org"
        case .website: "διεύθυνση που αρχίζει με https:// ή http://"
        case .hours: "ώρες στη γραμματική του OpenStreetMap, όπως Mo-Fr 08:00-15:00; PH off"
        case .position: "θέση σε μοίρες: γεωγραφικό μήκος και πλάτος"
        case .code: "κωδικός από τα γράμματα a έως z, ψηφία και παύλες"
        }
    }

    /// Checks a value that somebody has entered.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`, which names the field and what was expected. Free texts must hold
    ///   no personal number.
    package func check(_ value: StrictJSON) throws(RegistryError) {
        for text in freeTexts(of: value) { try PlainText.checkIsImpersonal(text, at: rawValue) }
        do {
            try check(DataNode(value: value, file: "draft", path: rawValue))
        } catch {
            throw RegistryError(
                .invalid, at: error.place, "expected \(error.expected), found \(error.found)",
                el: "αναμενόταν \(greekExpectation)")
        }
    }

    /// The texts in a value that are in a person's own words; in hours these are the comments in quotation marks.
    private func freeTexts(of value: StrictJSON) -> [String] {
        switch form {
        case .texts, .textList, .list: value.texts
        case .hours:
            value.texts.flatMap { $0.split(separator: "\"", omittingEmptySubsequences: false) }
                .enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
        case .choice, .date, .flag, .number, .phone, .email, .website, .position, .code: []
        }
    }

    private func check(_ node: DataNode) throws(DataFileError) {
        switch form {
        case .texts: try node.checkTexts()
        case .textList:
            let items = try node.array()
            guard (1...40).contains(items.count) else { throw node.fault("1 to 40 texts") }
            for item in items { try item.checkTexts() }
        case .list(let limit):
            let items = try node.array()
            guard (1...40).contains(items.count) else { throw node.fault("1 to 40 texts") }
            var seen: Set<String> = []
            for item in items where try !seen.insert(item.plain(limit)).inserted {
                throw item.fault("a text that is not there yet")
            }
        case .choice(let choices):
            guard case .string(let text) = node.value, choices.contains(text) else {
                throw node.fault("one of \(choices.joined(separator: ", "))")
            }
        case .date: _ = try node.date()
        case .flag: _ = try node.bool()
        case .number(let range): _ = try node.integer(in: range)
        case .phone: try node.checkPhone()
        case .email:
            let text = try node.plain(254)
            guard (try? LoginRule.checkEmail(text)) != nil else { throw node.fault("an address like name@example.org") }
        case .website:
            guard WebAddress.isValid(try node.plain(WebAddress.limit)) else {
                throw node.fault("an address that begins with https:// or http://")
            }
        case .hours:
            let text = try node.plain(500)
            do throws(HoursParseError) {
                _ = try HoursExpression(text)
            } catch {
                throw node.fault("opening hours: \(error)")
            }
        case .position:
            let members = try node.object(["lon", "lat"], optional: ["accuracyMetres"])
            let (longitude, latitude) = (try members[required: "lon"].number(), try members[required: "lat"].number())
            guard (-180...180).contains(longitude), (-90...90).contains(latitude) else {
                throw node.fault(
                    "degrees, longitude -180 to 180, latitude -90 to 90", found: "\(longitude), \(latitude)")
            }
            if let accuracy = members["accuracyMetres"] { _ = try accuracy.integer(in: 0...100_000) }
        case .code:
            let text = try node.plain(60)
            guard
                text.utf8.allSatisfy({ byte in
                    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
                })
            else { throw node.fault("a code of the letters a to z, digits and hyphens") }
        }
    }
}

extension StrictJSON {
    /// The strings in a value, without the names of members.
    fileprivate var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let items): items.flatMap(\.texts)
        case .object(let members): members.flatMap(\.value.texts)
        case .null, .bool, .number: []
        }
    }
}

extension DataNode {
    /// A text in one line of at most `limit` characters that is not blank at its ends.
    fileprivate func plain(_ limit: Int) throws(DataFileError) -> String {
        let text = try string()
        guard text.count <= limit, PlainText.isLine(text) else {
            throw fault("a text of at most \(limit) characters in one line, without blanks at its ends")
        }
        return text
    }

    /// A text in Greek, English or both.
    fileprivate func checkTexts() throws(DataFileError) {
        for (language, text) in try dictionary() {
            guard language == "el" || language == "en" else {
                throw fault("texts in el or en", found: "\"\(language.prefix(20))\"")
            }
            _ = try text.plain(600)
        }
        _ = try text()
    }

    fileprivate func checkPhone() throws(DataFileError) {
        let text = try plain(60)
        let digits = text.filter { ("0"..."9").contains($0) }.count
        guard digits >= 3, text.allSatisfy({ ("0"..."9").contains($0) || "+ -()/,".contains($0) }) else {
            throw fault("telephone numbers: digits, blanks and + - ( ) / ,")
        }
    }
}
