import Records
import Registry
import RegistryTestSupport
import Testing

/// Files against what is live: what each row is, who may draft it, and that nothing is lost or taken in part.
struct ImportTests {
    private struct Staff {
        let registry: TestRegistry
        let editor: Caller
        let elsewhere: Caller

        init() throws {
            registry = try TestRegistry()
            editor = try registry.caller("edna", [(.editor, .municipality("9001"))])
            elsewhere = try registry.caller("elsa", [(.editor, .municipality("9002"))])
            let maker = try registry.caller("maker", [(.editor, .region)])
            let reviewers = try ["one", "two"].map { try registry.caller($0, [(.moderator, .region)]) }
            for (ref, municipality) in [("here", "9001"), ("there", "9002")] {
                let fields = """
                    {"name":{"en":"Centre \(ref)","el":"Κέντρο \(ref)"},"kind":"community-centre",
                    "municipality":"\(municipality)","status":"active","phone":"2410 111222","languages":["el","sq"],
                    "position":{"lon":22.4195,"lat":39.639},"openingHours":"Mo-Fr 08:00-15:00"}
                    """
                let draft = try registry.home.draftNew(
                    StructureFields(patch: Array(fields.utf8)), ref: ref, reason: "fixture", by: maker)
                for reviewer in reviewers { _ = try registry.home.review(draft, approve: true, by: reviewer) }
            }
        }

        func check(_ text: String, by caller: Caller? = nil) throws -> ImportReport {
            try registry.home.check(ImportedFile(Array(text.utf8), .csv), by: caller ?? editor)
        }
    }

    private static let header = "id;name.el;kind;municipality;status;phone"

    @Test func eachRowIsWhatItIs() throws {
        let staff = try Staff()
        let report = try staff.check(
            """
            \u{FEFF}Αναγνωριστικό;Όνομα (ελληνικά);Kind;Δήμος (κωδικός);status;Τηλέφωνο;Μυστική;openingHours
            here;;;;;2410 999888;;
            fresh;Νέα;soup-kitchen;9001;λειτουργεί;2421 000111;;Mo-Fr 10:00-12:00
            there;;;;;2410 999888;;
            nobody;;;;;2410 999888;;

            bad;Κακή;soup-kitchen;9001;active;abc;;Deutera 9-5
            mark;Με άλλη στήλη;soup-kitchen;9001;active;;ναι;
            wide;Πλατιά;soup-kitchen;9001;active;;;;;κάτι
            ;Χωρίς;soup-kitchen;9001;active;;;
            far;Αλλού;soup-kitchen;9002;active;;;
            twice;Μία;soup-kitchen;9001;active;;;
            twice;Δύο;soup-kitchen;9001;active;;;
            """)
        let outcomes = Dictionary(grouping: report.rows, by: \.ref).mapValues { $0.map(\.outcome) }
        #expect(outcomes["here"] == [.changed] && outcomes["fresh"] == [.new])
        for ref in ["there", "nobody", "bad", "mark", "wide", "", "far"] {
            #expect(outcomes[ref] == [.refused], "\(ref)")
        }
        #expect(outcomes["twice"] == [.refused, .refused])
        let changed = try #require(report.rows.first)
        #expect(changed.fields == [.phone] && changed.number == 2 && changed.findings == [])
        // What one may not see is answered like what does not exist.
        let alike = report.rows.filter { $0.ref == "there" || $0.ref == "nobody" }.map(\.findings)
        #expect(alike[0] == alike[1])
        // Unknown column and empty row.
        #expect(report.findings.map(\.place) == ["Μυστική", "6"])
        let bad = try #require(report.rows.first { $0.ref == "bad" })
        #expect(bad.findings.map(\.place) == ["phone", "openingHours"])
        #expect(bad.findings.map(\.found) == ["abc", "Deutera 9-5"])
        #expect(bad.findings.allSatisfy { !$0.message.greek.isEmpty && $0.message.greek != $0.message.english })
        let open = try staff.registry.home.openDrafts(by: staff.editor)
        #expect(open.isEmpty)
    }

    @Test func anEmptyCellSaysNothingAndAHyphenTakesAway() throws {
        let staff = try Staff()
        let same = try staff.check(
            "id,name.el,name.en,position.lon,languages,phone\nhere,Κέντρο here,,\"22,4195\",\"el, sq\",2410 111222\n")
        #expect(same.rows.map(\.outcome) == [.unchanged])
        let less = try staff.check("id\tname.en\tlanguages\tposition.lat\nhere\t-\t-\t39.7\n")
        let row = try #require(less.rows.first)
        #expect(row.outcome == .changed && row.fields == [.name, .position, .languages])
        #expect(
            row.change.json == #"{"name":{"el":"Κέντρο here"},"position":{"lon":22.4195,"lat":39.7},"languages":null}"#)
        #expect(try staff.check("id,kind\nhere,-\n").rows.map(\.outcome) == [.refused])
        #expect(try staff.check("id,phone,phone\nhere,2410 1,2410 2\n").rows.map(\.outcome) == [.refused])
        #expect(try staff.check("name.el,kind\nΚάτι,centre\n").rows.map(\.outcome) == [.refused])
        let formula = try staff.check("id,accessNote.el\nhere,\"'=1+1\"\n")
        #expect(formula.rows.first?.change.json == #"{"accessNote":{"el":"=1+1"}}"#)
    }

    @Test func likelyTwinsAreTold() throws {
        let staff = try Staff()
        let report = try staff.check(
            """
            \(Self.header)
            twin;ΚΕΝΤΡΟ HERE;community-centre;9001;active;
            phone;Άλλο;community-centre;9001;active;+30 2410-111222
            other;Αυτό;community-centre;9001;active;2421 0
            same;αυτό;community-centre;9001;active;
            """)
        #expect(report.rows.map(\.outcome) == [.new, .new, .new, .new])
        #expect(report.rows.map { $0.findings.map(\.found) } == [["here"], ["here"], [], ["other"]])
    }

    @Test func acceptedRowsBecomeDraftsAtOnce() throws {
        let staff = try Staff()
        let home = staff.registry.home
        let text = """
            \(Self.header)
            here;;;;;2410 999888
            fresh;Νέα;soup-kitchen;9001;active;2421 000111
            bad;Κακή;soup-kitchen;9001;active;abc
            """
        let file = try ImportedFile(Array(text.utf8), .csv)
        let checked = try home.check(file, by: staff.editor)
        #expect(error { try home.draft(file, reason: " ", seen: checked.tag, by: staff.editor) }?.code == .invalid)
        #expect(error { try home.draft(file, reason: "x", seen: "other", by: staff.editor) }?.code == .stale)
        #expect(try home.openDrafts(by: staff.editor).isEmpty)
        let report = try home.draft(file, reason: "από τον κατάλογο", seen: checked.tag, by: staff.editor)
        #expect(report.tag == checked.tag && report.rows.map { $0.draft != nil } == [true, true, false])
        let open = try home.openDrafts(by: staff.editor)
        #expect(open.map(\.draft.ref).sorted() == ["fresh", "here"])
        #expect(open.allSatisfy { $0.draft.reason == "από τον κατάλογο" && $0.draft.author == staff.editor.principal })
        let again = try home.check(file, by: staff.editor)
        #expect(again.rows[0].findings.count == 1 && again.rows[1].findings.count == 1, "open drafts are told of")
        let audit = try home.audit(by: staff.editor)
        let row = try #require(audit.rows.first { $0.action == "import.made" })
        #expect(row.purpose == "new 1, changed 1, unchanged 0, refused 1")
        #expect(audit.subjects[row.seq]?.count == 3)
        #expect(
            error { try home.check(file, by: staff.registry.caller("audi", [(.auditor, .region)])) }?.code == .refused)
    }

    @Test func nobodyDraftsForAnotherMunicipality() throws {
        let staff = try Staff()
        let text = "\(Self.header)\nhere;Άλλο;;;;\nnew;Νέα;soup-kitchen;9001;active;\nthere;;;9001;;\n"
        let report = try staff.check(text, by: staff.elsewhere)
        #expect(report.rows.map(\.outcome) == [.refused, .refused, .refused])
        // An identifier that is taken elsewhere cannot be used, as in the form.
        let taken = try staff.check("\(Self.header)\nthere;Νέα;soup-kitchen;9001;active;\n")
        #expect(taken.rows.map(\.outcome) == [.refused])
    }

    @Test("What is staged is seen by nobody; it becomes drafts as a whole or not at all")
    func staging() throws {
        let staff = try Staff()
        let home = staff.registry.home
        let rows = (0..<600).map { "new-\($0);Νέα \($0);soup-kitchen;9001;active;" }.joined(separator: "\n")
        let file = try ImportedFile(Array("\(Self.header)\nhere;;;;;2410 999888\n\(rows)\n".utf8), .csv)
        func staged() throws -> StagedImport { try home.stage(file, reason: "x", seen: nil, by: staff.editor) }

        let killed = try staged()
        #expect(try staff.registry.count("import_row") == 601)
        #expect(try home.openDrafts(by: staff.editor).isEmpty)
        let draft = try #require(killed.report.rows[0].draft)
        #expect(error { try home.view(draft, by: staff.editor) }?.code == .notFound)
        // The server starts anew, and another process still holds what it had staged.
        try staff.registry.sql("DELETE FROM import_row WHERE ref = 'new-7'")
        #expect(error { try home.complete(killed) }?.code == .stale)
        try home.removeStagedImports()
        #expect(error { try home.complete(killed) }?.code == .stale)
        #expect(try staff.registry.count("import_row") == 0 && home.openDrafts(by: staff.editor).isEmpty)

        let second = try staged()
        try home.complete(second)
        home.remove(second)
        #expect(try staff.registry.count("draft", where: "state = 'open'") == 601)
        #expect(try staff.registry.count("import_row") == 0)
        #expect(try staff.registry.count("audit", where: "action = 'import.made'") == 1)
    }

    @Test("A structure that changes, or moves away, between judging and drafting stops the import")
    func changedMeanwhile() throws {
        let staff = try Staff()
        let home = staff.registry.home
        let file = try ImportedFile(
            Array("\(Self.header)\nhere;;;;;2410 999888\nnew;Νέα;soup-kitchen;9001;active;\n".utf8), .csv)
        let staged = try home.stage(file, reason: "x", seen: nil, by: staff.editor)
        try staff.registry.sql("UPDATE structure_state SET version = 2 WHERE ref = 'here'")
        #expect(error { try home.complete(staged) }?.code == .stale)
        try staff.registry.sql(
            "DELETE FROM import_row WHERE ref = 'here'", "UPDATE import_row SET ref = 'there'")
        #expect(error { try home.complete(staged) }?.code == .stale, "the identifier was taken")
        #expect(try home.openDrafts(by: staff.editor).isEmpty)
    }

    @Test("On the command line an import has the rights of the account that it names")
    func operatorsImport() throws {
        let staff = try Staff()
        let home = staff.registry.home
        let file = try ImportedFile(Array("\(Self.header)\nhere;;;;;2410 999888\nthere;;;;;2410 999888\n".utf8), .csv)
        #expect(error { try home.importer(login: "nobody") }?.code == .notFound)
        let report = try home.draft(file, reason: "x", seen: nil, by: home.importer(login: "edna"))
        #expect(report.rows.map(\.outcome) == [.changed, .refused])
        #expect(try home.openDrafts(by: staff.editor).map(\.draft.author) == [staff.editor.principal])
        let made = "action = 'import.made' AND actor = 'operator' AND principal IS NULL"
        #expect(try staff.registry.count("audit", where: made) == 1)
        #expect(
            try staff.registry.count(
                "audit_subject JOIN audit USING (seq)",
                where: "\(made) AND subject = '\(staff.editor.principal)'") == 1)
    }
}
