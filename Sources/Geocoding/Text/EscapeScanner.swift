/// Decodes one level of escapes of a text, from left to right. Damaged escapes are unchanged.
struct EscapeScanner {
    private let scalars: [Unicode.Scalar]
    private var place = 0
    /// The decoded text so far.
    private(set) var output: [Unicode.Scalar] = []
    /// Whether anything was decoded.
    private(set) var isChanged = false
    /// The contents of tags, for the end of the text.
    private var asides: [Unicode.Scalar] = []

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    /// Reads the whole text. O(n).
    mutating func run() {
        while place < scalars.count {
            let isDecoded =
                switch scalars[place] {
                case "%": percent()
                case "&": reference()
                case "\\": backslash()
                case "<": tag()
                case "=": quotedPrintable()
                case "x", "X": punycode()
                default: false
                }
            if isDecoded {
                isChanged = true
            } else {
                output.append(scalars[place])
                place += 1
            }
        }
        if !asides.isEmpty { output += ["\n"] + asides }
    }

    // MARK: - Forms

    /// `%CE%B1`, `%E1` (Windows-1253) and `%u03B1`.
    private mutating func percent() -> Bool {
        if scalar(1) == "u", let value = hex(from: 2, count: 4) { return append([value], advance: 6) }
        return bytes(mark: "%", atLeast: 0)
    }

    /// `=CE=B1`, and a line break in the middle of a word.
    private mutating func quotedPrintable() -> Bool {
        let width = scalar(1) == "\n" ? 2 : scalar(1) == "\r" && scalar(2) == "\n" ? 3 : 0
        if width > 0 { return append([], advance: width) }
        return bytes(mark: "=", atLeast: 0x80)
    }

    /// Decodes bytes that each follow a mark, as UTF-8 or else as Windows-1253.
    private mutating func bytes(mark: Unicode.Scalar, atLeast least: UInt32) -> Bool {
        var bytes: [UInt8] = []
        while scalar(3 * bytes.count) == mark, let value = hex(from: 3 * bytes.count + 1, count: 2),
            value >= least || !bytes.isEmpty
        {
            bytes.append(UInt8(value))
        }
        guard !bytes.isEmpty else { return false }
        if let text = String(validating: bytes, as: UTF8.self) {
            output += text.unicodeScalars
        } else {
            output += bytes.map { $0 >= 0xB6 ? MisreadText.greek($0) : Unicode.Scalar($0) }
        }
        place += 3 * bytes.count
        return true
    }

    /// `&#945;`, `&#x3B1;` (a browser reads them without the semicolon too), `&alpha;`.
    private mutating func reference() -> Bool {
        if scalar(1) == "#" {
            let isHex = scalar(2) == "x" || scalar(2) == "X"
            let start = isHex ? 3 : 2
            let digits = word(from: start, longest: 8) { isHex ? $0.properties.isASCIIHexDigit : $0.isDigit }
            guard !digits.isEmpty, let value = UInt32(digits, radix: isHex ? 16 : 10) else { return false }
            let end = start + digits.count
            return append([value], advance: end + (scalar(end) == ";" ? 1 : 0))
        }
        let name = word(from: 1, longest: 10) { $0.isASCII && $0.isWordPart }
        let isClosed = scalar(name.count + 1) == ";"
        guard isClosed || name == "nbsp" || name == "amp", let text = CharacterReferences.text(of: name) else {
            return false
        }
        return append(text.unicodeScalars.map(\.value), advance: name.count + (isClosed ? 2 : 1))
    }

    /// `\u03B1` (with a second one for rare characters), `\u{3B1}`, `\xCE\xB1`, `\n`.
    private mutating func backslash() -> Bool {
        switch scalar(1) {
        case "u", "U":
            if scalar(2) == "{" {
                let digits = word(from: 3, longest: 6) { $0.properties.isASCIIHexDigit }
                guard scalar(3 + digits.count) == "}", let value = UInt32(digits, radix: 16) else { return false }
                return append([value], advance: digits.count + 4)
            }
            guard let first = hex(from: 2, count: 4) else { return false }
            if (0xD800..<0xDC00).contains(first), scalar(6) == "\\", let second = hex(from: 8, count: 4),
                (0xDC00..<0xE000).contains(second)
            {
                return append([0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)], advance: 12)
            }
            return append([first], advance: 6)
        case "x":
            var bytes: [UInt8] = []
            while scalar(4 * bytes.count) == "\\", scalar(4 * bytes.count + 1) == "x",
                let value = hex(from: 4 * bytes.count + 2, count: 2)
            {
                bytes.append(UInt8(value))
            }
            guard !bytes.isEmpty else { return false }
            let text = String(validating: bytes, as: UTF8.self)?.unicodeScalars.map(\.value)
            return append(text ?? bytes.map { UInt32($0) }, advance: 4 * bytes.count)
        case "n", "r", "t": return append([0x20], advance: 2)
        default: return false
        }
    }

    /// `<b>`, `</p>`, `<!-- … -->`. Their contents can hold a place too, in a link or in a comment.
    private mutating func tag() -> Bool {
        guard let first = scalar(1), first == "/" || first == "!" || (first.isASCII && first.properties.isAlphabetic)
        else { return false }
        let isComment = first == "!" && scalar(2) == "-" && scalar(3) == "-"
        var end = place + 1
        let last = min(scalars.count, place + Self.longestTag)
        while end < last {
            if scalars[end] == ">", !isComment || (scalars[end - 1] == "-" && scalars[end - 2] == "-") { break }
            end += 1
        }
        guard end < last else { return false }
        let contents = scalars[(place + 1)..<end]
        let name = String(String.UnicodeScalarView(contents.drop { $0 == "/" }.prefix { $0.isWordPart })).lowercased()
        asides += contents + [" "]
        if Self.blocks.contains(name) { output.append(" ") }
        place = end + 1
        return true
    }

    /// A label of an international domain name, `xn--…` (RFC 3492).
    private mutating func punycode() -> Bool {
        guard scalar(1) == "n" || scalar(1) == "N", scalar(2) == "-", scalar(3) == "-" else { return false }
        if place > 0, scalars[place - 1].isWordPart { return false }
        let label = word(from: 4, longest: 60) { $0.isASCII && $0.isWordPart || $0 == "-" }
        guard let text = Punycode.decoded(label) else { return false }
        return append(text.map(\.value), advance: 4 + label.count)
    }

    /// The greatest number of characters of a tag or comment; a longer one stays as it is.
    private static let longestTag = 2000

    /// Elements that stand on lines or in cells of their own.
    private static let blocks: Set = [
        "br", "p", "div", "li", "ul", "ol", "td", "th", "tr", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "dd",
        "dt",
    ]

    // MARK: - Characters

    private func scalar(_ offset: Int) -> Unicode.Scalar? {
        scalars.indices.contains(place + offset) ? scalars[place + offset] : nil
    }

    private func word(from offset: Int, longest: Int, while isPart: (Unicode.Scalar) -> Bool) -> String {
        guard place + offset <= scalars.count else { return "" }
        return String(String.UnicodeScalarView(scalars[(place + offset)...].prefix(longest).prefix(while: isPart)))
    }

    private func hex(from offset: Int, count: Int) -> UInt32? {
        let digits = word(from: offset, longest: count) { $0.properties.isASCIIHexDigit }
        return digits.count == count ? UInt32(digits, radix: 16) : nil
    }

    /// Appends characters and goes on; false, without doing so, when one of them does not exist.
    private mutating func append(_ values: [UInt32], advance: Int) -> Bool {
        let decoded = values.compactMap(Unicode.Scalar.init)
        guard decoded.count == values.count else { return false }
        output += decoded
        place += advance
        return true
    }
}

/// The named characters of HTML that can stand in an address.
enum CharacterReferences {
    /// The text of a name such as `alpha` or `nbsp`; nil for other names. Letters with accents give the letter without
    /// it, since comparison ignores accents. O(1).
    static func text(of name: String) -> String? {
        if let text = signs[name] { return text }
        if let letter = greek[name] { return letter }
        let small = name.lowercased()
        if let letter = greek[small] { return letter.uppercased() }
        guard let letter = name.first, accents.contains(String(name.dropFirst())) else { return nil }
        return String(letter)
    }

    private static let greek: [String: String] = Dictionary(
        uniqueKeysWithValues: zip(
            """
            alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau \
            upsilon phi chi psi omega
            """.split(separator: " ").map(String.init), "αβγδεζηθικλμνξοπρςστυφχψω".map(String.init)))

    private static let accents: Set = [
        "acute", "grave", "circ", "tilde", "uml", "ring", "cedil", "caron", "slash", "breve", "ogon", "macr", "dot",
    ]

    private static let signs: [String: String] = [
        "nbsp": " ", "ensp": " ", "emsp": " ", "thinsp": " ", "Tab": " ", "NewLine": "\n", "shy": "", "zwnj": "",
        "zwj": "", "lrm": "", "rlm": "", "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ndash": "–",
        "mdash": "—", "hyphen": "-", "dash": "-", "minus": "−", "deg": "°", "prime": "′", "Prime": "″", "comma": ",",
        "period": ".", "sol": "/", "bsol": "\\", "colon": ":", "semi": ";", "num": "#", "numero": "No ", "plus": "+",
        "equals": "=", "quest": "?", "percnt": "%", "commat": "@", "lowbar": "_", "lpar": "(", "rpar": ")",
        "lsqb": "[", "rsqb": "]", "middot": "·", "laquo": "«", "raquo": "»", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
        "rdquo": "”", "hellip": "…", "euro": "€", "szlig": "ss", "aelig": "ae", "oelig": "oe", "thetasym": "θ",
        "upsih": "υ", "piv": "π",
    ]
}

/// The encoding of international domain names in ASCII, RFC 3492.
enum Punycode {
    /// The letters of a label without its `xn--`; nil when it is damaged. O(n²).
    static func decoded(_ label: String) -> [Unicode.Scalar]? {
        let scalars = Array(label.lowercased().unicodeScalars)
        let split = scalars.lastIndex(of: "-")
        var output = split.map { Array(scalars[..<$0]) } ?? []
        var rest = scalars[(split.map { $0 + 1 } ?? 0)...]
        var (code, bias, index) = (128, 72, 0)
        var isFirst = true
        while !rest.isEmpty {
            let old = index
            var (weight, k) = (1, 36)
            while true {
                guard let digit = rest.popFirst().flatMap(value), weight < 1 << 24 else { return nil }
                index += digit * weight
                let threshold = min(max(k - bias, 1), 26)
                if digit < threshold { break }
                weight *= 36 - threshold
                k += 36
            }
            let count = output.count + 1
            bias = adapted(index - old, count, isFirst)
            isFirst = false
            code += index / count
            index %= count
            guard code <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
            output.insert(scalar, at: index)
            index += 1
        }
        return isFirst ? nil : output
    }

    private static func adapted(_ delta: Int, _ count: Int, _ isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var k = 0
        while delta > 455 {
            delta /= 35
            k += 36
        }
        return k + 36 * delta / (delta + 38)
    }

    private static func value(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "a"..."z": Int(scalar.value) - 0x61
        case "0"..."9": Int(scalar.value) - 0x30 + 26
        default: nil
        }
    }
}
