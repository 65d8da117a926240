/// Removes the ending of a key, so that cases, numbers, and the demotic and learned forms of a name match.
enum WordStem {
    /// Endings by sound: -ος -ου -ων -ης -εως -άς/-άδα/-άδος -ών/-ώνα/-ώνος …
    private static let endings: Set<[UInt8]> = Set(
        [
            "a", "as", "e", "es", "i", "is", "o", "os", "on", "u", "us", "ia", "io", "iu", "ion", "ias", "eos", "eon",
            "ida", "idas", "idos", "ides", "idon", "ada", "adas", "ados", "ades", "adon", "ona", "onas", "onos", "ones",
            "onon", "efs", "ata", "atos", "aton", "eis", "untos", "unta", "untas",
        ].map { Array($0.utf8) })

    private static let shortest = 3
    private static let longestEnding = 5

    /// Returns `key` without its longest known ending. At least three bytes remain; keys that end in a digit are
    /// unchanged. O(1).
    static func stem(_ key: [UInt8]) -> [UInt8] {
        guard key.count > shortest, let last = key.last, last < 0x80, !KeyBytes.isDigit(last) else { return key }
        var length = min(longestEnding, key.count - shortest)
        while length > 0 {
            if endings.contains(Array(key[(key.count - length)...])) { return Array(key[..<(key.count - length)]) }
            length -= 1
        }
        return key
    }
}
