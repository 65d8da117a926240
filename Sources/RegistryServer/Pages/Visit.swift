internal import OpeningHours
internal import PageKit
internal import Records
internal import Registry
internal import WebSupport

/// A request for a page after everything that concerns all of them was checked.
struct Visit: CheckedRequest {
    /// The registry; within the transaction of ``RegistryHome/once(_:_:)`` when a form changes something.
    var home: RegistryHome
    let configuration: RegistryConfiguration
    let publisher: Publisher
    /// The dataset of the region, as it is during the whole visit; nil when the server has none.
    let region: RegionDataset?
    /// Whether the library is there that draws maps in browsers.
    let hasMap: Bool
    /// Who is signed in; nil on the pages before that.
    let session: Caller?
    /// What the forms of this browser prove: the session, or before it a token of its own.
    let token: SecretToken
    let language: Language
    /// The path without query.
    let path: String
    /// The components of the path by their names in the template.
    let components: [String: String]
    /// The parameters of the query, or the fields of the form.
    let fields: RequestParameters
    /// The file that the form carries; empty when it carries none.
    var file: [UInt8] = []
    /// The file after it was read, before the transaction in which the form is answered, so that nobody waits for it.
    var imported: Result<ImportedFile, RegistryError>?
    /// The identifier of the request, which its row in the audit has too.
    let request: String
    /// ``WebSupport/WebContext/source`` of the client.
    let source: String

    /// The text of a field; empty when it was left empty.
    func text(_ name: String) -> String { fields.text(name) ?? "" }

    /// A phrase in the language of the page.
    func words(_ greek: String, _ english: String) -> String { language == .greek ? greek : english }

    /// A moment in the time of the region: «28 Νοεμβρίου 2026, 10:30».
    func moment(_ moment: Timestamp) -> String {
        let wall = configuration.calendar.zone.wallTime(at: moment.instant)
        return "\(day(wall.date)), \(TimeText.clock(minute: wall.minute))"
    }

    /// A day: «28 Νοεμβρίου 2026»; a dash for none.
    func day(_ date: CivilDate?) -> String {
        guard let (year, month, day) = date?.parts else { return "–" }
        return "\(day) \(DateWords.month(month, in: language)) \(year)"
    }

    /// A link that keeps the language.
    func link(_ path: String) -> String { Self.link(path, language) }

    static func link(_ path: String, _ language: Language) -> String {
        guard language != .greek else { return path }
        return "\(path)\(path.contains("?") ? "&" : "?")lang=\(language.tag)"
    }

    /// Whether the person may do something somewhere, for what is offered to them. The registry asks again.
    func may(_ action: Action) -> Bool {
        guard let session else { return false }
        return session.grants.contains { grant in
            grant.holds(at: home.now()) && AccessTable.right(of: grant.role, to: action, in: grant.place) != nil
        }
    }

    /// A form of this visit.
    func form(
        _ action: String, _ groups: [PageForm.Group], hidden: [(String, String)] = [], button: String,
        style: String = "primary", isUpload: Bool = false
    ) -> PageForm {
        PageForm(
            action: link(action), token: token.digest(for: .form).hexadecimal, key: RequestID.make() + RequestID.make(),
            hidden: hidden.map { PageForm.Hidden(name: $0.0, value: $0.1) },
            hasOtherButtons: groups.contains { $0.button != nil }, groups: groups, button: button, style: style,
            isUpload: isUpload)
    }

    /// A page of this visit.
    func page(
        _ heading: String, message: String? = nil, faults: [FaultList.Entry] = [], _ blocks: [Block]
    ) -> RegistryPage {
        RegistryPage(
            base: layout(heading), heading: heading, message: message, faults: FaultList(faults), blocks: blocks)
    }

    private func layout(_ heading: String) -> RegistryLayout {
        let other: Language = language == .greek ? .english : .greek
        var places: [PageLink] = []
        func add(_ path: String, _ name: String, _ action: Action) {
            if may(action) { places.append(PageLink(name: name, page: link(path), isCurrent: self.path == path)) }
        }
        add("/", words("Η δουλειά μου", "My work"), .ownAccount)
        add("/structures", words("Δομές", "Structures"), .readDirectory)
        add("/checks", words("Προς έλεγχο", "To check"), .readDirectory)
        add("/programmes", words("Προγράμματα", "Programmes"), .readProgrammes)
        add("/closures", words("Κλειστοί δρόμοι", "Closed roads"), .readClosures)
        add("/alerts", words("Ειδοποιήσεις", "Alerts"), .readAlerts)
        add("/reports", words("Αναφορές", "Reports"), .readReports)
        add("/accounts", words("Λογαριασμοί", "Accounts"), .readAccounts)
        add("/audit", words("Ημερολόγιο ελέγχου", "Audit"), .readAudit)
        add("/account", words("Ο λογαριασμός μου", "My account"), .ownAccount)
        return RegistryLayout(
            lang: language.tag, title: "\(heading) · \(RegistryLayout.words.registry[language])", home: link("/"),
            otherPage: Self.link(path, other) + (other == .greek ? "?lang=el" : ""), otherTag: other.tag,
            otherName: other.ownName, isSignedIn: session != nil, places: places, signOut: link("/sign-out"),
            token: token.digest(for: .form).hexadecimal)
    }
}

/// What comes of a visit.
enum PageAnswer {
    /// A page. It is `final` when the form has done its work: what it shows is shown this once.
    case page(RegistryPage, status: Int = 200, isFinal: Bool = false)
    /// A file to be saved under a name.
    case file([UInt8], mediaType: String, name: String)
    /// The browser goes to another page of ours, in the same language.
    case redirect(String)
    /// A session begins, or its token is replaced.
    case signedIn(SecretToken, to: String)
    /// The session has ended.
    case signedOut
}
