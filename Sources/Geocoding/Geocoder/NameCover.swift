internal import GeoIndex

/// Compares a hit with the whole name.
enum NameCover {
    /// Returns the words of the name of `row` that the hit covers, one bit each.
    static func covered(_ file: GazetteerFile, _ table: KeyTable, _ row: Int, words: Int) -> UInt16 {
        let count = Int(file.nameWords[Int(table.names[row])])
        let rotation = Int(table.rotations[row])
        var mask: UInt16 = 0
        for index in 0..<min(words, count) { mask |= 1 << UInt16((rotation + index) % count) }
        return mask
    }

    /// Returns the cost of the words of the name that were not typed.
    static func missingCost(_ file: GazetteerFile, _ table: KeyTable, _ row: Int, _ hit: SpanHit) -> Int? {
        let name = Int(table.names[row])
        let count = Int(file.nameWords[name])
        let rotation = Int(table.rotations[row])
        var cost = rotation > 0 && hit.words == count && hit.shape != .initial ? RankingCosts.rotated : 0
        switch hit.shape {
        case .whole:
            return cost
        case .initial:
            // Rows begin with the word after the initial, then comes the word that the initial abbreviates.
            return max(0, count - hit.words) * RankingCosts.missingWord
        case .partial, .prefix:
            let covered = covered(file, table, row, words: hit.words)
            let missing = ~covered & ((1 << UInt16(count)) - 1)
            let optional = missing & file.nameOptional[name]
            cost += optional.nonzeroBitCount * RankingCosts.missingOptional
            cost += (missing & ~optional).nonzeroBitCount * RankingCosts.missingWord
            cost += hit.shape == .prefix ? RankingCosts.unfinished : RankingCosts.partialName
            return cost
        }
    }

    /// Returns whether a token beside the hit contradicts a missing word of the name: «Κ. Καρτάλη» is not «Γεωργίου
    /// Καρτάλη», and «29ης Οκτωβρίου» is not «28ης Οκτωβρίου».
    static func isContradicted(
        _ table: KeyTable, _ row: Int, _ hit: SpanHit, _ tokens: [AddressToken]
    ) -> Bool {
        guard hit.shape == .partial || hit.shape == .prefix else { return false }
        for index in [hit.tokens.lowerBound - 1, hit.tokens.upperBound] {
            guard tokens.indices.contains(index), tokens[index].isInitial || tokens[index].isOrdinal,
                tokens[index].segment == tokens[hit.tokens.lowerBound].segment
            else { continue }
            let token = tokens[index]
            var word = 0
            var missing = 0
            var agrees = false
            for position in 0..<table.length(row) where position == 0 || table.byte(row, position - 1) == 0x20 {
                defer { word += 1 }
                guard word >= hit.words else { continue }
                if token.isOrdinal, !KeyBytes.isDigit(table.byte(row, position)) { continue }
                missing += 1
                if token.keys.prefix(4).contains(where: { begins(table, row, position, $0) }) { agrees = true }
            }
            if missing > 0, !agrees { return true }
        }
        return false
    }

    private static func begins(_ table: KeyTable, _ row: Int, _ position: Int, _ key: [UInt8]) -> Bool {
        for (offset, byte) in key.enumerated() where table.byte(row, position + offset) != byte { return false }
        return true
    }

    /// Returns whether the letters of the tokens are exactly those of the words they match.
    static func isExact(_ file: GazetteerFile, _ table: KeyTable, _ row: Int, _ hit: SpanHit, _ tokens: [AddressToken])
        -> Bool
    {
        guard hit.isLiteral, hit.tier == .sound, hit.shape != .initial else {
            return hit.shape == .initial && hit.isLiteral
        }
        let name = Int(table.names[row])
        let count = Int(file.nameWords[name])
        let rotation = Int(table.rotations[row])
        return file.nameFolded.withUTF8(at: name) { bytes in
            var starts: [Int] = [0]
            for index in bytes.indices where bytes[index] == 0x20 { starts.append(index + 1) }
            guard starts.count == count else { return false }
            var word = 0
            for index in hit.tokens where hit.skipped & TokenMask.bit(index) == 0 {
                defer { word += 1 }
                guard word < count else { return false }
                let token = tokens[index]
                if hit.abbreviated & TokenMask.bit(index) != 0 || token.isOrdinal || token.isNumber { continue }
                let slot = (rotation + word) % count
                let end = slot + 1 < count ? starts[slot + 1] - 1 : bytes.count
                var position = starts[slot]
                for scalar in token.folded {
                    for byte in UTF8.encode(scalar)! {
                        guard position < end, bytes[position] == byte else { return false }
                        position += 1
                    }
                }
                let isUnfinished = hit.shape == .prefix && index == hit.tokens.upperBound - 1
                guard position == end || isUnfinished else { return false }
            }
            return true
        }
    }
}
