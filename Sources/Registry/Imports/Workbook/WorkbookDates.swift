internal import InputFiles
internal import Records

/// Which cells of a workbook are dates, and which dates their numbers are.
struct WorkbookDates {
    /// Whether days are counted from 1904, as old spreadsheets of the Macintosh do.
    var isFrom1904 = false
    /// Whether each cell format shows a date.
    private var isDate: [Bool] = []

    /// Reads the formats of `styles.xml`.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    mutating func read(styles bytes: [UInt8]) throws(RegistryError) {
        var codes: [Int: String] = [:]
        var formats: [Int] = []
        var isInFormats = false
        try WorkbookXML.read(bytes, "styles.xml") { event throws(RegistryError) in
            switch event {
            case .begin("numFmt", _, let attributes):
                if let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] ?? "" }
            case .begin("cellXfs", _, _): isInFormats = true
            case .end("cellXfs"): isInFormats = false
            case .begin("xf", _, let attributes) where isInFormats:
                formats.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
            default: break
            }
        }
        isDate = formats.map { id in codes[id].map(Self.isDateFormat) ?? Self.builtIn.contains(id) }
    }

    /// The built-in formats that show a date or a time (ECMA-376, 18.8.30).
    private static let builtIn = Set(Array(14...22) + Array(27...36) + Array(45...47) + Array(50...58))

    /// Whether a format shows parts of a date or a time, outside quoted text, escapes and brackets.
    private static func isDateFormat(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
            } else if character == "\"" {
                isQuoted.toggle()
            } else if isQuoted {
                continue
            } else if character == "\\" || character == "_" || character == "*" {
                isEscaped = true
            } else if character == "[" || character == "]" {
                isBracketed = character == "["
            } else if !isBracketed, "dmyhs".contains(character) {
                return true
            }
        }
        return false
    }

    /// Whether numbers in a cell format are dates.
    func isDate(format: Int) -> Bool { isDate.indices.contains(format) && isDate[format] }

    /// The day that a number is, as `2026-04-10`; nil for what is no whole day.
    ///
    /// Days before March 1900 are refused: the 1900 system counts a 29 February that never was.
    func day(_ number: Double) -> String? {
        guard let days = Int(exactly: number), days >= (isFrom1904 ? 0 : 61), days <= 2_958_465,
            let start = CivilDate(year: isFrom1904 ? 1904 : 1899, month: isFrom1904 ? 1 : 12, day: isFrom1904 ? 1 : 30)
        else { return nil }
        return TimeText.text(CivilDate(dayNumber: start.dayNumber + days))
    }
}
