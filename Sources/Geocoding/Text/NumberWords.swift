/// Reads numbers written in words, Greek («σαράντα επτά», «εκατόν είκοσι τρία») and English (`forty-seven`, `four
/// seventy-seven`), compared by sound, so that Greeklish and slips of spelling are read too.
enum NumberWords {
    /// A number in words.
    struct Spelled {
        /// The tokens that it is made of.
        var tokens: Range<Int>
        /// Its digits: 47 for «σαράντα επτά», 477 for `four seventy-seven` and for «τέσσερα επτά επτά».
        var digits: String
    }

    private enum Part {
        case zero
        case unit(Int), teen(Int), tens(Int), hundreds(Int)
        case hundred, thousand(Int)
    }

    /// Whether a text may hold number words; a quick look at the beginnings of its words. O(n).
    static func mayBe(in scalars: [Unicode.Scalar]) -> Bool {
        var isInWord = false
        for (place, scalar) in scalars.enumerated() {
            let isLetter = scalar.isWordPart && !scalar.isDigit
            if isLetter, !isInWord, starts.contains(start(scalars[place...])) { return true }
            isInWord = isLetter
        }
        return false
    }

    /// The numbers in words, in order. O(n).
    static func spelled(in tokens: [AddressToken]) -> [Spelled] {
        var found: [Spelled] = []
        var index = 0
        while index < tokens.count {
            guard let number = number(tokens, at: index) else {
                index += 1
                continue
            }
            found.append(number)
            index = number.tokens.upperBound
        }
        return found
    }

    /// Reads as many tokens as possible; single digits among them count as words («4 7 7»). A single «ένα», «μία» or
    /// `one` is an article or pronoun, and no number.
    private static func number(_ tokens: [AddressToken], at start: Int) -> Spelled? {
        var digits = ""
        var group = Group()
        var (index, end) = (start, start)
        while index < tokens.count, index == start || tokens[index].segment == tokens[start].segment {
            let parts = parts(of: tokens[index])
            if parts.isEmpty {
                // «σαράντα και επτά», `one hundred and seven`.
                guard index > start, tokens[index].classes.contains(.connector), index + 1 < tokens.count,
                    let next = Self.parts(of: tokens[index + 1]).first, group.takes(next, isJoined: true)
                else { break }
            }
            for part in parts where !group.add(part) {
                digits += group.digits
                group = Group()
                _ = group.add(part)
            }
            index += 1
            if !parts.isEmpty { end = index }
        }
        digits += group.digits
        let isWord = end - start > 1 || (tokens[start].number == nil && digits != "1")
        guard !digits.isEmpty, digits.count <= 15, isWord else { return nil }
        return Spelled(tokens: start..<end, digits: digits)
    }

    /// The parts of a number that a token is: one, two for words written together («σαρανταεπτά»), or none.
    private static func parts(of token: AddressToken) -> [Part] {
        guard !token.isOrdinal else { return [] }
        if let number = token.number {
            guard token.folded.count == 1, number.suffix.isEmpty, number.last == nil else { return [] }
            return [number.number == 0 ? .zero : .unit(number.number)]
        }
        for key in token.keys.prefix(16) {
            if let part = words[key] { return [part] }
        }
        for key in token.keys.prefix(4) where (7...24).contains(key.count) {
            for length in 4..<(key.count - 2) {
                guard case .tens(let tens)? = words[Array(key[..<length])],
                    case .unit(let unit)? = words[Array(key[length...])]
                else { continue }
                return [.tens(tens), .unit(unit)]
            }
        }
        return []
    }

    /// A number below a million while its words are read.
    private struct Group {
        private var thousands = 0
        private var value = 0
        /// The number of words, and the power of ten below which the next must be.
        private var count = 0
        private var limit = 1_000_000

        var digits: String { count == 0 ? "" : String(thousands * 1000 + value) }

        /// Whether `part` continues the number. After «και» only a smaller part does.
        func takes(_ part: Part, isJoined: Bool = false) -> Bool {
            var copy = self
            if isJoined {
                switch part {
                case .hundred, .thousand: return false
                default: break
                }
                guard limit >= 10 else { return false }
            }
            return copy.add(part)
        }

        /// Adds a part, or returns false when it begins another number.
        mutating func add(_ part: Part) -> Bool {
            switch part {
            case .zero: return add(0, needs: 1_000_000, leaves: 0)
            case .unit(let number): return add(number, needs: 10, leaves: 1)
            case .teen(let number): return add(number, needs: 100, leaves: 1)
            case .tens(let number): return add(number, needs: 100, leaves: 10)
            case .hundreds(let number): return add(number, needs: 1000, leaves: 100)
            case .hundred:
                guard limit > 0, (0...99).contains(value), thousands == 0 || value > 0 else { return false }
                (value, count, limit) = (max(value, 1) * 100, count + 1, 100)
                return true
            case .thousand(let number):
                guard thousands == 0, value < 1000, limit > 0 else { return false }
                (thousands, value, count, limit) = (value > 0 ? value : number, 0, count + 1, 1000)
                return true
            }
        }

        private mutating func add(_ number: Int, needs: Int, leaves: Int) -> Bool {
            guard limit >= needs else { return false }
            value += number
            (count, limit) = (count + 1, leaves)
            return true
        }
    }

    private static let words: [[UInt8]: Part] = {
        var words: [[UInt8]: Part] = [:]
        func add(_ list: String, _ part: (Int) -> Part, from first: Int = 1, step: Int = 1) {
            for (index, forms) in list.split(separator: ",").enumerated() {
                for form in forms.split(separator: " ") {
                    for raw in WordSplitter.split(String(form)) {
                        let key = PhoneticKey.key(raw.folded, script: raw.script)
                        words[key] = words[key] ?? part(first + index * step)
                    }
                }
            }
        }
        add(
            """
            ένα ένας έναν ενός μία μιας,δύο δυο,τρία τρεις τριών,τέσσερα τέσσερις τέσσερεις τεσσάρων,πέντε,έξι,\
            επτά εφτά,οκτώ οχτώ,εννέα εννιά
            """, Part.unit)
        add("one,two,three,four,five,six,seven,eight,nine", Part.unit)
        add(
            """
            δέκα,έντεκα ένδεκα,δώδεκα,δεκατρία δεκατρείς δεκατριών,δεκατέσσερα δεκατέσσερις δεκατεσσάρων,δεκαπέντε,\
            δεκαέξι δεκάξι,δεκαεπτά δεκαεφτά,δεκαοκτώ δεκαοχτώ,δεκαεννέα δεκαεννιά
            """, Part.teen, from: 10)
        add(
            "ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen", Part.teen, from: 10)
        add(
            """
            είκοσι,τριάντα τριάκοντα,σαράντα τεσσαράκοντα,πενήντα πεντήκοντα,εξήντα εξήκοντα,εβδομήντα εβδομήκοντα,\
            ογδόντα ογδοήκοντα,ενενήντα ενενήκοντα
            """, Part.tens, from: 20, step: 10)
        add("twenty,thirty,forty fourty,fifty,sixty,seventy,eighty,ninety", Part.tens, from: 20, step: 10)
        for ending in ["α", "οι", "ες", "ων"] {
            let stems = "διακόσι,τριακόσι,τετρακόσι,πεντακόσι,εξακόσι,επτακόσι,οκτακόσι,εννιακόσι"
            add(stems.replacing(",", with: ending + ",") + ending, Part.hundreds, from: 200, step: 100)
            add("εφτακόσι\(ending),οχτακόσι\(ending),εννεακόσι\(ending)", Part.hundreds, from: 700, step: 100)
        }
        add("εκατό εκατόν", Part.hundreds, from: 100)
        add("μηδέν zero nought", { _ in .zero })
        add("hundred", { _ in .hundred })
        add("χίλια χίλιοι χίλιες χιλίων χιλιάδες thousand", Part.thousand)
        return words
    }()

    /// The first three letters of all number words, and of their usual spellings in Latin letters.
    private static let starts: Set<UInt64> = Set(
        """
        ενα ενο μια δυο τρι τρε τεσ πεν εξι επτ εφτ οκτ οχτ ενν δεκ εντ ενδ δωδ εικ σαρ εξη εβδ ογδ ενε εκα δια τετ εξα \
        μηδ χιλ ικο one two thr fou fiv six sev eig nin ten ele twe thi for fif zer nou hun tho ena eno mia dyo dio duo \
        tri tre tes pen exi eks ept eft okt oct oxt oht enn ene dek ent end dod dwd eik iko sar evd ebd ogd eka dia tet \
        exa mid mhd hil xil chi enn ena e3i
        """.split(whereSeparator: \.isWhitespace).map { start(Array($0.unicodeScalars)[...]) })

    /// The first three letters, folded, in one number.
    private static func start(_ scalars: ArraySlice<Unicode.Scalar>) -> UInt64 {
        var letters: [Unicode.Scalar] = []
        for scalar in scalars where letters.count < 3 {
            guard scalar.isWordPart else { break }
            LetterTable.appendFolded(scalar, to: &letters)
        }
        return letters.prefix(3).reduce(0) { $0 << 21 | UInt64($1.value) }
    }
}
