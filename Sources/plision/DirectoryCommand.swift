internal import ArgumentParser
internal import Foundation
internal import GeoIndex
internal import GeoStore
internal import Locator

/// `plision directory`: a directory of services in a foreign CSV, read by a mapping, each row placed by our geocoder.
struct DirectoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory",
        abstract:
            "Reads a directory (CSV) by a mapping file and says of each row where it stands and how sure that is.",
        discussion: """
            Example: plision directory towns/sources.json --out towns/positions.csv
            The mapping is a sources.json whose sources name the CSV files beside it. Nothing is written without --out.
            """)

    @Argument(help: ArgumentHelp("The mapping: a sources.json.", valueName: "file"))
    var mapping: String

    @Option(help: ArgumentHelp("Where to write the table of positions; a dry run without it.", valueName: "file"))
    var out: String?

    @Option(help: "How to print the report: text or json.")
    var format = OutputFormat.text

    @OptionGroup var datasetOptions: DatasetOptions

    func validate() throws {
        guard format == .text || format == .json else { throw ValidationError("--format: expected text or json") }
    }

    func run() throws {
        let dataset = try datasetOptions.open()
        let rows: [PlacedRow]
        var rejects: [(String, String)] = []
        do {
            let catalog = try SourceCatalog.load(path: mapping)
            let store = try FeatureStore(path: ":memory:")
            for result in try Importer.run(catalog, geodata: catalog.folder, into: store) {
                rejects += result.rejects.map { ($0.position, $0.reason) }
            }
            rows = try store.listedStructures().map { PlacedRow($0, in: dataset) }
        } catch {
            throw Failure(error)
        }
        if format == .json { json(rows, rejects) } else { text(rows, rejects) }
        guard let out else { return }
        do {
            try Data(PlacedRow.csv(rows)).write(to: URL(fileURLWithPath: out), options: .atomic)
        } catch {
            throw Failure.failed("\(out): \(error.localizedDescription)")
        }
    }

    private func text(_ rows: [PlacedRow], _ rejects: [(String, String)]) {
        for row in rows { Output.line("\(row.listed.position): \(row.listed.id): \(row.words)") }
        for (position, reason) in rejects { Output.line("\(position): refused: \(reason)") }
        let counts = PlacedRow.Outcome.allCases.map { outcome in
            "\(outcome.rawValue) \(rows.count { $0.outcome == outcome })"
        }
        Output.line("\(rows.count) rows, \(rejects.count) refused; \(counts.joined(separator: ", "))")
    }

    private func json(_ rows: [PlacedRow], _ rejects: [(String, String)]) {
        var json = JSONWriter()
        json.object { json in
            json.key("rows")
            json.array { json in for row in rows { row.write(to: &json) } }
            json.key("rejects")
            json.array { json in
                for (position, reason) in rejects {
                    json.object { json in
                        json.member("position", position)
                        json.member("reason", reason)
                    }
                }
            }
        }
        Output.document(json.bytes)
    }
}

/// A row of a directory with the place our geocoder finds for it.
struct PlacedRow {
    /// What became of it.
    enum Outcome: String, CaseIterable {
        /// The directory gives a position itself.
        case given
        /// One place, certain.
        case found
        /// One place, by sound or with a slip: to be confirmed.
        case guess
        /// Several places.
        case ambiguous
        /// None.
        case notFound
        /// The row has no address.
        case noAddress
    }

    let listed: ListedStructure
    let outcome: Outcome
    /// The place, for ``Outcome/found`` and ``Outcome/guess``.
    let place: GeocodeResult?

    init(_ listed: ListedStructure, in dataset: Dataset) {
        self.listed = listed
        if listed.coordinate != nil {
            (outcome, place) = (.given, nil)
            return
        }
        guard !listed.addressText.isEmpty else {
            (outcome, place) = (.noAddress, nil)
            return
        }
        let answer = try? dataset.geocoder.search(GeocodeQuery(text: listed.addressText, limit: 5))
        guard let answer, let best = answer.results.first else {
            (outcome, place) = (.notFound, nil)
            return
        }
        if answer.isAmbiguous {
            (outcome, place) = (.ambiguous, nil)
        } else {
            (outcome, place) = (answer.isGuess || best.result.match == .fuzzy ? .guess : .found, best.result)
        }
    }

    /// What became of it, in words.
    var words: String {
        guard let place else {
            return "\(outcome.rawValue)\(listed.addressText.isEmpty ? "" : " («\(listed.addressText)»)")"
        }
        return "\(outcome.rawValue): \(place.line(in: "el")), \(place.kind.rawValue), \(place.match.rawValue), "
            + "±\(Int(place.accuracyMetres)) m"
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("position", listed.position)
            json.member("id", listed.id)
            json.member("address", listed.addressText)
            json.member("outcome", outcome.rawValue)
            json.members(of: place?.coordinate ?? listed.coordinate)
            json.member("accuracyMetres", place?.accuracyMetres, decimals: 0)
            json.member("match", place?.match.rawValue)
            json.member("placeKind", place?.kind.rawValue)
        }
    }

    /// A table of identifiers and positions, to be read as a source beside the directory.
    static func csv(_ rows: [PlacedRow]) -> [UInt8] {
        var text = "id,kind,lon,lat,accuracy_metres,match,outcome\n"
        for row in rows {
            let at = row.place?.coordinate ?? row.listed.coordinate
            text +=
                [
                    row.listed.id, row.listed.kind, at.map { "\($0.longitude)" } ?? "",
                    at.map { "\($0.latitude)" } ?? "",
                    row.place.map { "\(Int($0.accuracyMetres))" } ?? "", row.place?.match.rawValue ?? "",
                    row.outcome.rawValue,
                ].joined(separator: ",") + "\n"
        }
        return Array(text.utf8)
    }
}
