internal import GeoIndex
internal import Geocoding
internal import Locator
internal import PageKit
internal import Records
internal import WebSupport

/// Fills the table of the coverage page from the figures of one state or two.
struct CoverageTableBuilder {
    /// A figure of each row; `number` is nil where there is none.
    private struct Column {
        var key: String
        var head: String
        var text: (CoverageTable.Row, CoverageTable.Row?) -> String
        var number: (CoverageTable.Row, CoverageTable.Row?) -> Double
    }

    let data: PublicDataset
    let language: Language
    let tables: [CoverageTable]
    /// The order: the key of a column, with a minus sign for falling values.
    let sort: String
    /// The code of the municipality that the map shows.
    let municipality: String?
    /// The address of the page with other parameters.
    let page: ([(name: String, value: String)]) -> String

    private var words: WordList<Words> { Self.words }

    /// The table.
    var figures: FigureTable {
        let columns = columns
        let heads = [("name", words.municipality[language])] + columns.map { ($0.key, $0.head) }
        return FigureTable(
            anchor: "figures", caption: words.coverageCaption[language], hint: words.tableHint[language],
            sortBy: words.sortBy[language], columns: heads.map { head($0.0, $0.1) },
            rows: sorted(tables[0].rows.indices.map { row($0, columns) }, columns),
            sum: FigureTable.Row(
                name: words.totalRow[language],
                figures: figures(tables[0].total, tables.count > 1 ? tables[1].total : nil, columns)))
    }

    private var columns: [Column] {
        let all = count("residents", words.residents[language]) { $0.population }
        guard tables.count > 1 else {
            let within = tables[0].minutes.enumerated().map { index, minutes in
                count("within\(minutes)", limit(minutes)) { $0.within[index] }
            }
            return [all] + within + [share("share", words.share[language], isSecond: false)] + rest("", isSecond: false)
        }
        let states = [("Α", "A", false), ("Β", "B", true)].enumerated().flatMap { index, state -> [Column] in
            let letter = language == .greek ? state.0 : state.1
            let end = index == 0 ? "" : "2"
            let head = "\(letter): \(limit(tables[index].minutes.last ?? 0))"
            return [
                count("covered\(end)", head, isSecond: state.2) { $0.covered },
                share("share\(end)", "\(letter): \(words.share[language])", isSecond: state.2),
            ] + rest("\(letter): ", isSecond: state.2)
        }
        let change = Column(
            key: "change", head: words.change[language],
            text: { Figure.signed(($1?.covered ?? 0) - $0.covered) },
            number: { Double(($1?.covered ?? 0) - $0.covered) })
        return [all, change] + states
    }

    /// The columns of those who do not get there; without those in them who have no route when there are two states.
    private func rest(_ before: String, isSecond: Bool) -> [Column] {
        let end = isSecond ? "2" : ""
        var columns = [
            count("uncovered\(end)", before + words.uncovered[language], isSecond: isSecond) { $0.uncovered }
        ]
        if before.isEmpty { columns.append(count("noRoute", words.noRouteColumn[language]) { $0.noRoute }) }
        return columns + [
            count("unknown\(end)", before + words.unknownColumn[language], isSecond: isSecond) { $0.unknown }
        ]
    }

    private func limit(_ minutes: Int) -> String { "≤ \(minutes)\u{202F}\(words.minutesShort[language])" }

    private func count(
        _ key: String, _ head: String, isSecond: Bool = false, _ figure: @escaping (CoverageTable.Row) -> Int
    ) -> Column {
        Column(
            key: key, head: head, text: { Figure.text(figure(isSecond ? $1 ?? $0 : $0)) },
            number: { Double(figure(isSecond ? $1 ?? $0 : $0)) })
    }

    private func share(_ key: String, _ head: String, isSecond: Bool) -> Column {
        func part(_ row: CoverageTable.Row) -> Double? {
            row.population > 0 ? Double(row.covered) / Double(row.population) : nil
        }
        return Column(
            key: key, head: head,
            text: { part(isSecond ? $1 ?? $0 : $0).map { "\(Int($0 * 100))\u{202F}%" } ?? "–" },
            number: { part(isSecond ? $1 ?? $0 : $0) ?? -1 })
    }

    private func row(_ index: Int, _ columns: [Column]) -> FigureTable.Row {
        let row = tables[0].rows[index]
        let town = row.municipality.map { data.dataset.municipalities[$0] }
        let name = town?.names.text(in: language) ?? words.noMunicipality[language]
        let box = row.municipality.map(data.dataset.bounds(ofMunicipality:))
        return FigureTable.Row(
            name: name, sortName: TextFolding.fold(name), code: town?.code,
            page: town.map { "\(page([("municipality", $0.code), ("sort", sort)]))#map-title" },
            bounds: box.flatMap { $0.isEmpty ? nil : "\($0.west),\($0.south),\($0.east),\($0.north)" },
            isChosen: town != nil && town?.code == municipality,
            figures: figures(row, tables.count > 1 ? tables[1].rows[index] : nil, columns))
    }

    private func figures(
        _ first: CoverageTable.Row, _ second: CoverageTable.Row?, _ columns: [Column]
    ) -> [FigureTable.Figure] {
        columns.map { column in
            FigureTable.Figure(
                column: column.head, figure: column.text(first, second),
                value: CSVLine.number(column.number(first, second), decimals: 9))
        }
    }

    private var sortedKey: String { sort.hasPrefix("-") ? String(sort.dropFirst()) : sort }

    private func sorted(_ rows: [FigureTable.Row], _ columns: [Column]) -> [FigureTable.Row] {
        let isFalling = sort.hasPrefix("-")
        if sortedKey == "name" {
            let names = rows.map { ($0.sortName ?? $0.name, $0) }
            return names.sorted { isFalling ? $0.0 > $1.0 : $0.0 < $1.0 }.map(\.1)
        }
        guard let place = columns.firstIndex(where: { $0.key == sortedKey }) else { return rows }
        func number(_ row: FigureTable.Row) -> Double { row.figures[place].value.flatMap(Double.init) ?? 0 }
        return rows.enumerated().sorted { left, right in
            let (a, b) = (number(left.element), number(right.element))
            return a == b ? left.offset < right.offset : isFalling ? a > b : a < b
        }.map(\.element)
    }

    /// The head of a column. Names rise and numbers fall when they are sorted by for the first time.
    private func head(_ key: String, _ name: String) -> FigureTable.Column {
        let isSorted = sortedKey == key
        let isFalling = sort.hasPrefix("-")
        let next = isSorted ? !isFalling : key != "name"
        let order = next ? "-\(key)" : key
        return FigureTable.Column(
            name: name, key: key,
            page: "\(page([("sort", order)] + (municipality.map { [("municipality", $0)] } ?? [])))#figures",
            sorting: isSorted ? (isFalling ? "descending" : "ascending") : nil)
    }

    struct Words {
        let coverageCaption = Phrase(el: "Κάτοικοι ανά δήμο.", en: "Residents per municipality.")
        let tableHint = Phrase(
            el: "Πατήστε έναν δήμο για να τον δείτε στον χάρτη, μια στήλη για ταξινόμηση.",
            en: "Press a municipality to see it on the map, a column to sort.")
        let sortBy = Phrase(el: "Ταξινόμηση:", en: "Sort by:")
        let municipality = StructureSheet.words.municipality
        let residents = Phrase(el: "Κάτοικοι", en: "Residents")
        let share = Phrase(el: "Ποσοστό", en: "Share")
        let uncovered = Phrase(el: "Ακάλυπτοι", en: "Uncovered")
        let noRouteColumn = Phrase(el: "χωρίς διαδρομή", en: "without a route")
        let unknownColumn = Phrase(el: "Άγνωστο", en: "Unknown")
        let change = Phrase(el: "Διαφορά Β − Α", en: "Difference B − A")
        let totalRow = Phrase(el: "Σύνολο", en: "Total")
        let noMunicipality = Phrase(el: "εκτός δήμων", en: "in no municipality")
        let minutesShort = Phrase(el: "λεπτά", en: "min")
    }
    static let words = WordList(Words())
}

/// Numbers of people as pages write them.
enum Figure {
    /// A number with thin spaces between groups of three digits.
    static func text(_ value: Int) -> String {
        let digits = Array(String(abs(value)))
        let groups = digits.enumerated().map { place, digit in
            place > 0 && (digits.count - place).isMultiple(of: 3) ? "\u{202F}\(digit)" : "\(digit)"
        }.joined()
        return value < 0 ? "−\(groups)" : groups
    }

    /// A difference with its sign.
    static func signed(_ value: Int) -> String { value > 0 ? "+\(text(value))" : text(value) }
}
