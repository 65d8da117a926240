internal import CCairo

/// Finds installed fonts by name with fontconfig.
enum FontFile {
    /// The file and face of a font family and weight; nil when no font is installed.
    static func find(family: String, isBold: Bool) -> (path: String, face: Int)? {
        guard let pattern = FcPatternCreate() else { return nil }
        defer { FcPatternDestroy(pattern) }
        FcPatternAddString(pattern, FC_FAMILY, family)
        FcPatternAddInteger(pattern, FC_WEIGHT, isBold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR)
        FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN)
        FcConfigSubstitute(nil, pattern, FcMatchPattern)
        FcDefaultSubstitute(pattern)
        var outcome = FcResultNoMatch
        guard let found = FcFontMatch(nil, pattern, &outcome) else { return nil }
        defer { FcPatternDestroy(found) }
        var path: UnsafeMutablePointer<FcChar8>?
        var face: CInt = 0
        guard FcPatternGetString(found, FC_FILE, 0, &path) == FcResultMatch, let path else { return nil }
        FcPatternGetInteger(found, FC_INDEX, 0, &face)
        return (String(cString: path), Int(face & 0xFFFF))
    }
}
