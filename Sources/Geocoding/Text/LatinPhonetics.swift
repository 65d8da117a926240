/// The key of a Latin name that is not read as Greek: doubled letters become single, German and Scandinavian vowel
/// pairs their plain vowel.
enum LatinPhonetics {
    /// Appends the key of a folded Latin word. O(n).
    static func appendKey(of word: some Collection<Unicode.Scalar>, to key: inout [UInt8]) {
        let start = key.count
        var previous: Unicode.Scalar?
        for scalar in word {
            if scalar == "e", let previous, "aou".unicodeScalars.contains(previous), key.count > start {
                // «ae», «oe», «ue» are substitutes for ä, ö, ü.
                continue
            }
            if scalar == previous, !scalar.isDigit { continue }
            previous = scalar
            KeyBytes.appendUTF8(scalar, to: &key)
        }
    }
}
