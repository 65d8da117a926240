import Entitlement
import Foundation
import Records
import Testing

/// The dangers in the region's own file, as people describe them.
struct HelpBookTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../geodata/thessaly").standardized
    private static let book = Result {
        try HelpBook.read(Array(Data(contentsOf: folder.appending(path: "help.json"))), file: "help.json")
    }

    @Test(arguments: [
        ("με χτυπάει", "violence", ""), ("με χτυπαει ο αντρας μου", "violence", ""), ("me xtypaei", "violence", ""),
        ("ΜΕ ΔΕΡΝΕΙ Λάρισα", "violence", "Λάρισα"), ("help he hits me", "violence", ""), ("βία", "violence", ""),
        ("κακοποίηση Λάρισα", "violence", "Λάρισα"), ("κινδυνεύω", "danger", ""), ("kindynevo", "danger", ""),
        ("πνίγομαι", "water", ""), ("pnigomai", "water", ""), ("φωτιά", "fire", ""), ("fotia", "fire", ""),
        ("fire", "fire", ""), ("φωτιά στη Δημοσθένους 45, Λάρισα", "fire", "στη Δημοσθένους 45 Λάρισα"),
        ("drowning", "water", ""), ("θέλω να πεθάνω", "despair", ""), ("thelo na pethano", "despair", ""),
        ("ασθενοφόρο Βόλος", "health", "Βόλος"), ("my husband is hitting me", "violence", ""),
        ("θα με σκοτώσει", "violence", ""), ("δεν θέλω να ζω", "despair", ""), ("τροχαίο", "health", ""),
        ("zjarr Volos", "fire", "Volos"), ("burri më rreh", "violence", "burri"), ("حريق", "fire", ""),
        ("زوجي يضربني", "violence", "زوجي"), ("пожежа Волос", "fire", "Волос"),
        ("чоловік мене б’є", "violence", "чоловік"),
        ("112", "danger", ""), ("βοήθεια", "danger", ""), ("SOS", "danger", ""), ("αστυνομία", "danger", ""),
    ])
    func findsTheDangerAndTheRest(_ text: String, _ code: String, _ rest: String) throws {
        let found = try #require(try Self.book.get().danger(in: text))
        #expect(found.topic.code == code && found.rest == rest)
        #expect(found.topic.lines.first?.phone == "112")
    }

    @Test func noPlaceOfTheRegionIsADanger() throws {
        let book = try Self.book.get()
        for file in ["places.csv", "municipalities.csv", "neighbourhoods.csv", "structures.csv"] {
            let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
            for cell in text.split(whereSeparator: { ",\n\"|;".contains($0) }) where cell.contains(where: \.isLetter) {
                let found = book.danger(in: String(cell))
                #expect(found == nil, "\(file): \(cell): \(found?.topic.code ?? "")")
            }
        }
        for text in ["", "45", "Ερμού 112", "Αστυνομία Λάρισα", "Οδός Φωτιάδη", "Βοήθεια στο Σπίτι", "Φωτεινό"] {
            #expect(book.danger(in: text) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        (
            #"{"format": 1, "lines": {}, "topics": [{"code": "a", "name": {"el": "Α"}, "words": ["α"], "lines": ["1"]}]}"#,
            "$.topics[0].lines[0]"
        ),
        (
            #"{"format": 1, "lines": {"1": {"phone": "x", "name": {"el": "Α"}, "source": "s"}}, "topics": []}"#,
            "$.lines.1.phone"
        ),
        (
            #"{"format": 1, "lines": {}, "topics": [{"code": "a", "name": {"el": "Α"}, "words": ["–"], "lines": []}]}"#,
            "$.topics[0].words"
        ),
        (#"{"format": 2, "lines": {}, "topics": []}"#, "$.format"),
    ])
    func errorsNameTheJSONPath(_ json: String, _ place: String) throws {
        let error = #expect(throws: DataFileError.self) { _ = try HelpBook.read(Array(json.utf8), file: "help.json") }
        #expect(error?.place == place)
    }
}
