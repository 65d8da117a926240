/// The base letters of accented and historic letters, for Greek (monotonic and polytonic), Latin and Cyrillic.
enum LetterTable {
    /// A base and every letter that folds to it. Capitals without marks are handled by their lower-case mapping.
    private static let families: [(base: String, letters: String)] = [
        ("α", "άὰᾶἀἁἂἃἄἅἆἇᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾷάΆἈἉἊἋἌἍἎἏᾈᾉᾊᾋᾌᾍᾎᾏᾸᾹᾺΆᾼ"),
        ("ε", "έὲἐἑἒἓἔἕέϵΈἘἙἚἛἜἝῈΈ"),
        ("η", "ήὴῆἠἡἢἣἤἥἦἧᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῇήΉἨἩἪἫἬἭἮἯᾘᾙᾚᾛᾜᾝᾞᾟῊΉῌ"),
        ("ι", "ίὶῖἰἱἲἳἴἵἶἷῐῑϊΐῒΐῗίΊΪἸἹἺἻἼἽἾἿῘῙῚΊ\u{1FBE}"),
        ("ο", "όὸὀὁὂὃὄὅόΌὈὉὊὋὌὍῸΌ"),
        ("υ", "ύὺῦὐὑὒὓὔὕὖὗῠῡϋΰῢΰῧύΎΫὙὛὝὟῨῩῪΎϒϓϔ"),
        ("ω", "ώὼῶὠὡὢὣὤὥὦὧᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῷώΏὨὩὪὫὬὭὮὯᾨᾩᾪᾫᾬᾭᾮᾯῺΏῼ"),
        // The same vowels with an oxia, written as escapes because editors replace it by the tonos.
        ("α", "\u{1F71}\u{1FBB}"), ("ε", "\u{1F73}\u{1FC9}"), ("η", "\u{1F75}\u{1FCB}"),
        ("ι", "\u{1F77}\u{1FDB}\u{1FD3}\u{390}"), ("ο", "\u{1F79}\u{1FF9}"), ("υ", "\u{1F7B}\u{1FEB}\u{1FE3}\u{3B0}"),
        ("ω", "\u{1F7D}\u{1FFB}"), ("ρ", "ῤῥῬϱ"), ("σ", "ςϲϹ"), ("β", "ϐ"), ("θ", "ϑϴ"), ("κ", "ϰ"), ("π", "ϖ"),
        ("φ", "ϕ"), ("μ", "\u{B5}"),
        ("a", "ªàáâãäåāăąǎǟǡǻȁȃȧḁẚạảấầẩẫậắằẳẵặ"), ("ae", "æǣǽ"), ("b", "ƀḃḅḇ"), ("c", "çćĉċčḉ"),
        ("d", "ðďđḋḍḏḑḓ"), ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"), ("f", "ḟ"), ("g", "ĝğġģǧǵḡ"),
        ("h", "ĥħȟḣḥḧḩḫẖ"), ("i", "ìíîïĩīĭįıǐȉȋḭḯỉịİ"), ("j", "ĵǰ"), ("k", "ķĸǩḱḳḵ"), ("l", "ĺļľŀłḷḹḻḽ"),
        ("m", "ḿṁṃ"), ("n", "ñńņňŉŋǹṅṇṉṋ"), ("o", "ºòóôõöøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"), ("oe", "œ"),
        ("p", "ṕṗ"), ("r", "ŕŗřȑȓṙṛṝṟ"), ("s", "śŝşšſșṡṣṥṧṩẛ"), ("ss", "ßẞ"), ("t", "ţťŧțṫṭṯṱẗ"), ("th", "þ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"), ("v", "ṽṿ"), ("w", "ŵẁẃẅẇẉẘ"), ("x", "ẋẍ"), ("y", "ýÿŷȳẏẙỳỵỷỹ"),
        ("z", "źżžẑẓẕ"), ("ij", "ĳ"), ("lj", "ǉǈ"), ("nj", "ǌǋ"), ("dz", "ǆǳǅǲ"), ("е", "ёѐ"),
        ("и", "йѝ"), ("і", "ї"), ("у", "ў"), ("г", "ѓґ"), ("к", "ќ"),
    ]

    /// For each scalar below U+2000 its one or two letters, 16 bits each; 0 when the scalar is dropped.
    private static let table: [UInt32] = {
        var table = (0..<0x2000).map { UInt32($0) }
        for value in 0x300..<0x370 { table[value] = 0 }
        for value in 0x1DC0..<0x1E00 { table[value] = 0 }
        for value in 0x64B..<0x660 { table[value] = 0 }
        table[0xAD] = 0
        for (base, letters) in families {
            let scalars = base.unicodeScalars.map(\.value)
            let packed = scalars[0] | (scalars.count > 1 ? scalars[1] << 16 : 0)
            for letter in letters.unicodeScalars { table[Int(letter.value)] = packed }
        }
        for value in 0x41..<0x2000 where table[value] == value {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            let lowered = scalar.properties.lowercaseMapping.unicodeScalars
            guard let first = lowered.first, first != scalar, first.value < 0x2000 else { continue }
            table[value] = table[Int(first.value)]
        }
        return table
    }()

    /// Appends the lower-case base letters of `scalar`; nothing for combining and invisible marks. O(1).
    static func appendFolded(_ scalar: Unicode.Scalar, to output: inout [Unicode.Scalar]) {
        let value = scalar.value
        guard value < 0x2000 else { return appendRare(scalar, to: &output) }
        let packed = table[Int(value)]
        guard packed != 0, let first = Unicode.Scalar(packed & 0xFFFF) else { return }
        output.append(first)
        if packed > 0xFFFF, let second = Unicode.Scalar(packed >> 16) { output.append(second) }
    }

    private static func appendRare(_ scalar: Unicode.Scalar, to output: inout [Unicode.Scalar]) {
        switch scalar.value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F,
            0xFEFF:
            return
        case 0x2126:
            output.append("ω")
        case 0x212A:
            output.append("k")
        case 0x212B:
            output.append("a")
        case 0xFB00...0xFB06:
            output.append(
                contentsOf: ["ff", "fi", "fl", "ffi", "ffl", "st", "st"][Int(scalar.value - 0xFB00)].unicodeScalars)
        case 0xFF01...0xFF5E:
            if let plain = Unicode.Scalar(scalar.value - 0xFEE0) { appendFolded(plain, to: &output) }
        default:
            output.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
    }
}
