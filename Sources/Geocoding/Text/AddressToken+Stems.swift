extension AddressToken {
    /// Its possible keys without their endings, its own first. Short words and numbers keep theirs.
    package var stems: [[UInt8]] { number == nil && !isOrdinal ? keys.map(WordStem.stem) : keys }
}
