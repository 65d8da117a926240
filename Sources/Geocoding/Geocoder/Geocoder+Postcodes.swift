public import GeoIndex

extension Geocoder {
    /// Returns the readings of a query that differ in which number is the postal code, most likely first. Never empty.
    ///
    /// When the only number can also be a house number, one reading has no postal code.
    func analyses(_ tokens: [AddressToken], _ text: String) -> [AddressAnalysis] {
        let first = AddressAnalysis(tokens: tokens, text: text, postcodes: file.postcodePatterns)
        let plain = first.postcode == nil ? first : AddressAnalysis(tokens: tokens, text: text, postcodes: [])
        var readings = first.postcode == nil ? withKnownPostcodes(first, text) : [first]
        guard !readings.isEmpty else { return [first] }
        // A code after a mark is not a house number.
        let isHouse = plain.postcode == nil && !readings[0].tokens.contains(where: \.isNumber)
        if isHouse, readings[0].tokens.contains(where: { !$0.isNumber }) { readings.append(plain) }
        return readings
    }

    /// Returns one analysis for each number, or pair of numbers, that is a postal code of the gazetteer.
    ///
    /// Codes before a word of the same part («21224 Highlandtown») come first, then the last ones of the text.
    private func withKnownPostcodes(_ analysis: AddressAnalysis, _ text: String) -> [AddressAnalysis] {
        guard file.postcodeBase < file.structureKindBase else { return [] }
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

    /// Returns the position of a postal code in any spacing; nil when it is unknown. O(log n).
    public func position(ofPostcode code: String) -> Coordinate? {
        postcodeEntity(GazetteerBuilder.compact(code)).map(file.coordinate)
    }

    /// Returns the entry of a postal code in compact form, or nil. O(log n).
    func postcodeEntity(_ code: String) -> Int? {
        var low = file.postcodeBase
        var high = file.structureKindBase
        while low < high {
            let middle = (low + high) / 2
            if file.texts[Int(file.locals[middle])] < code { low = middle + 1 } else { high = middle }
        }
        return low < file.structureKindBase && file.texts[Int(file.locals[low])] == code ? low : nil
    }
}

extension AddressAnalysis {
    /// Removes the tokens in `range` and sets them as the postal code.
    fileprivate mutating func take(postcode code: String, at range: Range<Int>) {
        postcode = code
        tokens.removeSubrange(range)
        func moved(_ position: Int?) -> Int? { position.map { $0 > range.lowerBound ? $0 - range.count : $0 } }
        (markedNumber, between, landmark) = (moved(markedNumber), moved(between), moved(landmark))
    }
}
