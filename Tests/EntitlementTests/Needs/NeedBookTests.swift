import Entitlement
import Foundation
import Records
import Testing

/// The needs in the region's own file, and the errors in such files.
struct NeedBookTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../geodata").standardized
    private static let kinds = Result {
        let table = try String(contentsOf: folder.appending(path: "kinds.csv"), encoding: .utf8)
        return Set(
            table.split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) })
    }
    private static let book = Result {
        try NeedBook.read(
            Array(Data(contentsOf: folder.appending(path: "thessaly/needs.json"))), file: "needs.json",
            kinds: kinds.get())
    }

    @Test func theStartPageOffersEightToTenNeeds() throws {
        let book = try Self.book.get()
        #expect((8...10).contains(book.listed.count))
        #expect(book.listed.last?.code == "unsure" && book.asked.first == "community-centre")
        #expect(book.need(code: "money")?.page == .benefits && book.need(code: "danger")?.page == .help)
        for need in book.needs {
            #expect(need.names["el"] != nil && need.names["en"] != nil, "\(need.code)")
            #expect(try Self.kinds.get().contains(need.pictogram), "\(need.code)")
        }
    }

    @Test(arguments: [
        ("δεν έχω να φάω", "food", ""), ("den exo na fao", "food", ""), ("ΔΕΝ ΕΧΩ ΝΑ ΦΑΩ Λάρισα", "food", "Λάρισα"),
        ("επίδομα", "money", ""), ("επιδόματα", "money", ""), ("επιδόματος", "money", ""),
        ("πού να κοιμηθώ στα Τρίκαλα", "home", "Τρίκαλα"), ("έξωση", "home", ""), ("I am hungry", "food", ""),
        ("θέλω ρούχα Βόλος", "clothes", "Βόλος"), ("χάπια", "medicine", ""), ("δουλειά", "work", ""),
        ("kam uri", "food", ""), ("ushqime Larisa", "food", "Larisa"), ("qira Volos", "home", "Volos"),
        ("طعام Larisa", "food", "Larisa"), ("طبيب", "health", ""), ("أدوية Λάρισα", "medicine", "Λάρισα"),
        ("vend pune", "work", ""), ("ΕΕΕ", "money", ""), ("eee", "money", ""), ("гроші", "money", ""),
        ("ліки Волос", "medicine", "Волос"), ("Житло, Larisa", "home", "Larisa"),
    ])
    func findsTheNeedAndTheRest(_ text: String, _ code: String, _ rest: String) throws {
        let reading = try Self.book.get().read(text)
        #expect(reading.need?.code == code && reading.rest == rest && !reading.isElsewhere)
    }

    /// What the start page writes on its buttons, and below them, can also be typed.
    @Test(arguments: Language.allCases.filter(\.isTranslated))
    func findsWhatTranslationsCallTheNeeds(_ language: Language) throws {
        let book = try Self.book.get()
        for need in book.needs {
            let name = try #require(need.names[language.tag])
            #expect(book.read(name).need?.code == need.code, "\(name)")
            for hint in (need.hints[language.tag] ?? "").split(whereSeparator: { ",،".contains($0) }) {
                #expect(book.read(String(hint)).need != nil, "\(hint)")
            }
        }
    }

    @Test(arguments: [("Αθήνα", ""), ("φαγητό Αθήνα", "φαγητό"), ("athens", ""), ("γιατρός στην Πάτρα", "γιατρός")])
    func knowsPlacesElsewhere(_ text: String, _ rest: String) throws {
        let reading = try Self.book.get().read(text)
        #expect(reading.isElsewhere && reading.rest == rest)
    }

    @Test func otherTextsAreLeftAsTheyAre() throws {
        for text in ["", "Ερμού 12, Λάρισα", "Κιλελέρ", "45", "Άγιος Δημήτριος", "qqqqqq"] {
            let reading = try Self.book.get().read(text)
            #expect(reading.need == nil && !reading.isElsewhere && reading.rest == text, "\(text)")
        }
        // «ΕΕΕ» sounds like it.
        #expect(try Self.book.get().read("e Larisa").need == nil)
    }

    @Test(arguments: [
        (
            #"{"format": 1, "needs": [{"code": "a", "name": {"el": "Α"}, "pictogram": "k", "kinds": ["x"]}]}"#,
            "$.needs[0].kinds[0]"
        ),
        (
            #"{"format": 1, "needs": [{"code": "a", "name": {"el": "Α"}, "pictogram": "x", "kinds": ["k"]}]}"#,
            "$.needs[0].pictogram"
        ),
        (
            #"{"format": 1, "needs": [{"code": "a", "name": {"el": "Α"}, "pictogram": "k", "kinds": ["k", "k"]}]}"#,
            "$.needs[0].kinds[1]"
        ),
        (#"{"format": 1, "needs": [{"code": "a", "name": {"el": "Α"}, "pictogram": "k"}]}"#, "$.needs[0]"),
        (
            #"{"format": 1, "needs": [{"code": "a", "name": {"el": "Α"}, "pictogram": "k", "page": "map"}]}"#,
            "$.needs[0].page"
        ),
        (#"{"format": 1, "needs": [{"code": "a", "name": {}, "pictogram": "k", "kinds": ["k"]}]}"#, "$.needs[0].name"),
        (
            #"{"format": 1, "needs": [{"code": "a", "name": {"el": "Α"}, "pictogram": "k", "kinds": ["k"], "words": ["–"]}]}"#,
            "$.needs[0].words[0]"
        ),
        (
            #"{"format": 1, "needs": [{"code": "a", "name": {"el": "Α"}, "icon": "k", "kinds": ["k"]}]}"#,
            "$.needs[0].icon"
        ),
        (#"{"format": 1, "needs": [], "ask": ["x"]}"#, "$.ask[0]"), (#"{"format": 2, "needs": []}"#, "$.format"),
    ])
    func errorsNameTheJSONPath(_ json: String, _ place: String) throws {
        let error = try #require(throws: DataFileError.self) {
            try NeedBook.read(Array(json.utf8), file: "needs.json", kinds: ["k"])
        }
        #expect(error.place == place && error.file == "needs.json")
    }

    @Test func twoNeedsCannotShareACode() throws {
        let need = #"{"code": "a", "name": {"el": "Α"}, "pictogram": "k", "kinds": ["k"]}"#
        let error = try #require(throws: DataFileError.self) {
            try NeedBook.read(Array("{\"format\": 1, \"needs\": [\(need), \(need)]}".utf8), file: "needs.json")
        }
        #expect(error.place == "$.needs[1]")
    }
}
