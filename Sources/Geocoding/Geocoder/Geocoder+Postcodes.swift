public import GeoIndex

extension Geocoder {
    /// The readings of a query: which of its numbers is the postal code, the likeliest first, and none where the only
    /// number may be that of a house. Never empty.
    func analyses(_ tokens: [AddressToken], _ text: String) -> [AddressAnalysis] {
        let first = AddressAnalysis(tokens: tokens, text: text, postcodes: file.postcodePatterns)
        let plain = first.postcode == nil ? first : AddressAnalysis(tokens: tokens, text: text, postcodes: [])
        var readings = first.postcode == nil ? withKnownPostcodes(first, text) : [first]
        guard !readings.isEmpty else { return [first] }
        // A code that a mark names is no house.
        let isHouse = plain.postcode == nil && !readings[0].tokens.contains(where: \.isNumber)
        if isHouse, readings[0].tokens.contains(where: { !$0.isNumber }) { readings.append(plain) }
        return readings
    }

    /// The analysis without each number, or two neighbours, that is a postal code of the gazetteer; those before a word of
    /// their part («21224 Highlandtown») first, then the last of the text.
    private func withKnownPostcodes(_ analysis: AddressAnalysis, _ text: String) -> [AddressAnalysis] {
        guard file.postcodeBase < file.categoryBase else { return [] }
        let scalars = Array(text.unicodeScalars)
        let tokens = analysis.tokens
        var readings: [(isLeading: Bool, analysis: AddressAnalysis)] = []
        for index in tokens.indices where tokens[index].folded.contains(where: { $0.isDigit }) {
            for count in [2, 1] where index + count <= tokens.count {
                let last = tokens[index + count - 1]
                guard last.segment == tokens[index].segment else { continue }
                let range = tokens[index].range.lowerBound..<last.range.upperBound
                let code = GazetteerBuilder.compact(String(String.UnicodeScalarView(scalars[range])))
                guard code.utf8.count >= 4, postcodeEntity(code) != nil else { continue }
                var reading = analysis
                reading.take(postcode: code, at: index..<(index + count))
                let isFirst = index == 0 || tokens[index - 1].segment != tokens[index].segment
                let isBefore = index + count < tokens.count && tokens[index + count].segment == last.segment
                readings.append((isFirst && isBefore && index > 0, reading))
                break
            }
        }
        return readings.filter(\.isLeading).map(\.analysis)
            + readings.filter { !$0.isLeading }.reversed().map(\.analysis)
    }

    /// The middle of a postal code, however it is spaced; nothing when it is not known. O(log n).
    public func position(ofPostcode code: String) -> Coordinate? {
        postcodeEntity(GazetteerBuilder.compact(code)).map(file.coordinate)
    }

    /// Entry of a postal code in compact form; O(log n).
    func postcodeEntity(_ code: String) -> Int? {
        var low = file.postcodeBase
        var high = file.categoryBase
        while low < high {
            let middle = (low + high) / 2
            if file.texts[Int(file.locals[middle])] < code { low = middle + 1 } else { high = middle }
        }
        return low < file.categoryBase && file.texts[Int(file.locals[low])] == code ? low : nil
    }
}

extension AddressAnalysis {
    /// Takes the tokens in `range` out as the postal code.
    fileprivate mutating func take(postcode code: String, at range: Range<Int>) {
        postcode = code
        tokens.removeSubrange(range)
        func moved(_ position: Int?) -> Int? { position.map { $0 > range.lowerBound ? $0 - range.count : $0 } }
        (markedNumber, between, landmark) = (moved(markedNumber), moved(between), moved(landmark))
    }
}
