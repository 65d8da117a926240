internal import Records
internal import Registry

/// Fills a new registry with people and structures that do not exist, so that it can be tried.
struct Demo {
    private let registry: RegistryHome
    private let municipalities: [String]

    /// Creates a demo; without `municipalities` its structures are in those of an invented region.
    init(_ registry: RegistryHome, municipalities: [String] = []) {
        self.registry = registry
        self.municipalities = municipalities
    }

    /// Makes accounts and structures; returns a line for each account: login, password, secret of the second factor.
    func fill() throws(RegistryError) -> [String] {
        let (editorLine, editor) = try account("fixture-editor", .editor)
        let (firstLine, first) = try account("fixture-moderator-1", .moderator)
        let (secondLine, second) = try account("fixture-moderator-2", .moderator)
        let (auditorLine, auditor) = try account("fixture-auditor", .auditor)
        let (adminLine, admin) = try account("fixture-admin", .administrator)
        let (crewLine, crew) = try account("fixture-crew", .crew)
        let (coordinatorLine, coordinator) = try account("fixture-coordinator", .coordinator)
        let (deputyLine, deputy) = try account("fixture-coordinator-2", .coordinator)
        for (ref, text) in Self.structures {
            let fields = zip(Self.invented, municipalities)
                .reduce(text) { $0.replacing("\"\($1.0)\"", with: "\"\($1.1)\"") }
            let draft = try registry.draftNew(
                StructureFields(patch: Array(fields.utf8)), ref: ref, reason: "fixture", by: editor)
            for moderator in [first, second] { _ = try registry.review(draft, approve: true, by: moderator) }
        }
        for caller in [editor, first, second, auditor, admin, crew, coordinator, deputy] {
            try registry.endSessions(by: caller)
        }
        return [
            editorLine, firstLine, secondLine, auditorLine, adminLine, crewLine, coordinatorLine, deputyLine,
        ]
    }

    private func account(_ login: String, _ role: Role) throws(RegistryError) -> (line: String, caller: Caller) {
        let (_, invitation) = try registry.addAccount(
            login: login, name: "Fixture \(role.rawValue)", by: .systemOperator)
        let end = role.isTimeLimited ? registry.now().adding(seconds: Self.grantedSeconds) : nil
        try registry.grant(role, in: .region, to: login, until: end, by: .systemOperator)
        let secret = try registry.enrolment(invitation).secret
        let password = RandomBytes.make(10).hexadecimal
        let step = OneTimeCode.step(at: registry.now())
        let codes = try registry.enrol(
            invitation, password: password, code: OneTimeCode(secret: Base32.bytes(secret) ?? []).code(step: step))
        // The code of this step is used up; a recovery code lets in at once.
        let token = try registry.signIn(login: login, password: password, code: codes[0], source: "demo")
        return ("\(login)\t\(password)\t\(secret)", try registry.caller(token))
    }

    /// How long roles are granted that need an end: a year.
    private static let grantedSeconds = 365 * 86400

    /// Municipalities that no region has.
    private static let invented = ["9001", "9002"]

    private static let structures = [
        (
            "fixture-centre",
            #"""
            {"name":{"el":"Κέντρο Κοινότητας (fixture)","en":"Community centre (fixture)"},"kind":"community-centre",
            "municipality":"9001","status":"active","phone":"2100000001","openingHours":"Mo-Fr 08:00-15:00",
            "address":{"el":"Οδός Δοκιμής 1"},"cost":"free"}
            """#
        ),
        (
            "fixture-grocery",
            #"""
            {"name":{"el":"Κοινωνικό Παντοπωλείο (fixture)","en":"Social grocery (fixture)"},"kind":"social-grocery",
            "municipality":"9002","status":"suspended","statusReason":{"el":"έργα","en":"works"},"phone":"2100000002"}
            """#
        ),
        (
            "fixture-shelter",
            #"""
            {"name":{"el":"Ξενώνας (fixture)","en":"Shelter (fixture)"},"kind":"shelter","municipality":"9001",
            "status":"active","phone":"2100000003","redacted":true,"address":{"el":"Οδός Δοκιμής 3"}}
            """#
        ),
    ]
}
