internal import Entitlement
internal import Geocoding
public import Records

/// A list of what people should check in a dataset: missing contacts and hours, old records, doubtful positions.
public struct QualityReport: Sendable {
    /// The checks.
    public enum Check: String, Sendable, CaseIterable {
        /// No telephone, mail address or web page.
        case noContact
        /// No telephone.
        case noPhone
        /// No opening hours.
        case noHours
        /// Invalid opening hours.
        case unreadableHours
        /// Checked, but not within its own interval, or the report's default.
        case stale
        /// A telephone or an address that is older than five years.
        case oldContact
        /// Never checked by anybody.
        case unverified
        /// A position that is unknown or approximate.
        case notGeocoded
        /// A position outside its municipality.
        case outsideMunicipality
        /// The same kind, municipality and name or telephone as another.
        case duplicateSuspect
        /// A kind that the municipality should have but has not.
        case missingKind
    }

    /// A finding.
    public struct Finding: Sendable, Hashable {
        /// The check.
        public var check: Check
        /// Identifier of the structure; nil for a missing kind.
        public var structure: String?
        /// Code of the kind.
        public var kind: String
        /// Code of the municipality.
        public var municipality: String?
        /// The message.
        public var message: LocalizedText
    }

    /// The date of the report.
    public let today: CivilDate
    /// The number of structures that were checked.
    public let structures: Int
    /// The findings by check, then by identifier.
    public let findings: [Finding]

    /// Returns the number of findings of a check. O(findings).
    public func count(of check: Check) -> Int { findings.count { $0.check == check } }

    /// Returns the report with only the findings of a municipality or a check; nil stands for all. O(findings).
    public func filtered(municipality: String?, check: Check?) -> QualityReport {
        QualityReport(
            today: today, structures: structures,
            findings: findings.filter { finding in
                (municipality == nil || finding.municipality == municipality)
                    && (check == nil || finding.check == check)
            })
    }
}

extension ServiceLocator {
    /// Checks every structure that is offered on `today`. O(structures · log structures).
    ///
    /// - Parameter staleAfterDays: The interval for records without one of their own.
    public func quality(today: CivilDate, staleAfterDays: Int = 180) -> QualityReport {
        var check = QualityCheck(dataset: dataset, today: today, staleAfterDays: staleAfterDays)
        check.run()
        return check.report
    }
}

/// The execution of the checks.
private struct QualityCheck {
    let dataset: Dataset
    let today: CivilDate
    let staleAfterDays: Int
    private var findings: [QualityReport.Finding] = []
    private var looked = 0
    private var seen: [String: String] = [:]
    private var present: Set<ExpectedKind> = []

    init(dataset: Dataset, today: CivilDate, staleAfterDays: Int) {
        self.dataset = dataset
        self.today = today
        self.staleAfterDays = staleAfterDays
    }

    var report: QualityReport {
        let checks = QualityReport.Check.allCases
        let ordered = checks.flatMap { check in findings.filter { $0.check == check } }
        return QualityReport(today: today, structures: looked, findings: ordered)
    }

    mutating func run() {
        for row in dataset.structureFile.rowsByID where dataset.isOffered(row, on: today) {
            looked += 1
            let structure = dataset.structure(at: row)
            present.insert(ExpectedKind(kind: structure.kind, municipality: structure.municipality))
            contact(structure)
            hours(structure, row)
            age(structure, row)
            position(structure)
            duplicates(structure)
        }
        missing()
    }

    private mutating func add(
        _ check: QualityReport.Check, _ structure: Structure, _ greek: String, _ english: String
    ) {
        findings.append(
            QualityReport.Finding(
                check: check, structure: structure.id, kind: structure.kind, municipality: structure.municipality,
                message: LocalizedText(["el": greek, "en": english])))
    }

    private mutating func contact(_ structure: Structure) {
        guard structure.phone == nil else { return }
        add(.noPhone, structure, "χωρίς τηλέφωνο", "no telephone")
        guard structure.email == nil, structure.website == nil else { return }
        add(.noContact, structure, "κανένας τρόπος επικοινωνίας", "no way to reach it")
    }

    private mutating func hours(_ structure: Structure, _ row: Int) {
        guard let text = structure.openingHours else {
            return add(.noHours, structure, "χωρίς ωράριο", "no opening hours")
        }
        guard !dataset.hasReadableHours(row) else { return }
        add(.unreadableHours, structure, "το ωράριο δεν διαβάζεται: \(text)", "hours that cannot be read: \(text)")
    }

    private mutating func age(_ structure: Structure, _ row: Int) {
        if let doubt = dataset.oldContactWords(row, on: today) {
            add(.oldContact, structure, doubt.greek, doubt.english)
        }
        let interval = structure.details.checkEveryDays ?? staleAfterDays
        guard let checked = structure.checkedOn.flatMap(PartialDate.init) else {
            return add(.unverified, structure, "δεν έχει επιβεβαιωθεί ποτέ", "never checked")
        }
        let days = today.dayNumber - checked.firstDay
        guard days > interval else { return }
        add(
            .stale, structure, "ελέγχθηκε πριν από \(days) ημέρες, όριο \(interval)",
            "checked \(days) days ago, limit \(interval)")
    }

    private mutating func position(_ structure: Structure) {
        guard structure.details.delivery == .place, !dataset.locationRule.withholds(structure) else { return }
        guard let coordinate = structure.coordinate else {
            return add(.notGeocoded, structure, "χωρίς θέση", "no position")
        }
        if let accuracy = structure.statedAccuracyMetres {
            add(
                .notGeocoded, structure, "θέση κατά προσέγγιση, ±\(Int(accuracy)) μ.",
                "approximate position, ±\(Int(accuracy)) m")
        }
        guard let code = structure.municipality, let row = dataset.municipalityRow(code: code),
            dataset.municipalities[row].outline != .none
        else { return }
        let match = dataset.municipality(containing: coordinate, snapMetres: structure.accuracyMetres ?? 500)
        guard match?.row != row else { return }
        let found = match.map { dataset.municipalities[$0.row].code } ?? "–"
        add(
            .outsideMunicipality, structure, "λέει \(code), βρίσκεται σε \(found)",
            "says \(code), stands in \(found)")
    }

    private mutating func duplicates(_ structure: Structure) {
        let place = "\(structure.kind)\u{1F}\(structure.municipality ?? "")\u{1F}"
        let name = TextFolding.fold(structure.names.entries.first?.text ?? structure.id)
        var keys = [place + name]
        if let phone = structure.phone { keys.append(place + "\u{1F}" + phone.filter(\.isNumber)) }
        if let other = keys.compactMap({ seen[$0] }).first {
            add(.duplicateSuspect, structure, "μοιάζει με \(other)", "looks like \(other)")
        }
        for key in keys where seen[key] == nil { seen[key] = structure.id }
    }

    private mutating func missing() {
        for expected in dataset.expectedKinds {
            let codes = expected.municipality.map { [$0] } ?? dataset.municipalities.map(\.code)
            for code in codes where !present.contains(ExpectedKind(kind: expected.kind, municipality: code)) {
                let kind = dataset.kind(code: expected.kind)?.names ?? LocalizedText(["und": expected.kind])
                let town = dataset.municipality(code: code)?.names ?? LocalizedText(["und": code])
                findings.append(
                    QualityReport.Finding(
                        check: .missingKind, structure: nil, kind: expected.kind, municipality: code,
                        message: LocalizedText([
                            "el": "λείπει: \(kind.text(in: "el")), Δήμος \(town.text(in: "el"))",
                            "en": "missing: \(kind.text(in: "en")), \(town.text(in: "en"))",
                        ])))
            }
        }
    }
}
