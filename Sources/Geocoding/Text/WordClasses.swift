/// The possible functions of a word in an address, other than being part of a name.
struct WordClasses: OptionSet, Sendable {
    let rawValue: UInt32
    /// «οδός», «λεωφόρος», …: a street. Can be left out.
    static let streetType = WordClasses(rawValue: 1 << 0)
    /// «πλατεία»: a square. Can be left out.
    static let squareType = WordClasses(rawValue: 1 << 1)
    /// «δήμος».
    static let municipalityType = WordClasses(rawValue: 1 << 2)
    /// «χωριό», «οικισμός», «κοινότητα».
    static let settlementType = WordClasses(rawValue: 1 << 3)
    /// «συνοικία», «περιοχή».
    static let quarterType = WordClasses(rawValue: 1 << 4)
    /// «δημοτική ενότητα».
    static let unitType = WordClasses(rawValue: 1 << 5)
    /// «του», «της», «de», «la»: can be left out between other words.
    static let article = WordClasses(rawValue: 1 << 6)
    /// «και», «γωνία», «με».
    static let connector = WordClasses(rawValue: 1 << 7)
    /// «μεταξύ».
    static let between = WordClasses(rawValue: 1 << 8)
    /// «κοντά», «έναντι», «δίπλα».
    static let relation = WordClasses(rawValue: 1 << 9)
    /// «σε», «στο», «από»: follows a relation.
    static let preposition = WordClasses(rawValue: 1 << 10)
    /// «αρ.», «αριθμός».
    static let numberMark = WordClasses(rawValue: 1 << 11)
    /// «όροφος».
    static let floor = WordClasses(rawValue: 1 << 12)
    /// «ισόγειο», «υπόγειο»: a named floor.
    static let namedFloor = WordClasses(rawValue: 1 << 13)
    /// «Τ.Κ.».
    static let postcodeMark = WordClasses(rawValue: 1 << 14)
    /// «Ελλάδα».
    static let country = WordClasses(rawValue: 1 << 15)
    /// A month in the name of a street.
    static let month = WordClasses(rawValue: 1 << 16)
    /// «Ο.Τ.», «κτίριο», «είσοδος», «διαμέρισμα».
    static let block = WordClasses(rawValue: 1 << 17)
    /// A type word of another language: part of the name, but often left out.
    static let foreignType = WordClasses(rawValue: 1 << 18)
    /// «κέντρο»: the centre of a town, where the position of the town is anyway.
    static let centre = WordClasses(rawValue: 1 << 19)

    /// Words that can be missing when a name is searched.
    static let optionalInName: WordClasses = [
        .streetType, .squareType, .municipalityType, .unitType, .article, .foreignType,
    ]
    /// Words that people add to a name.
    static let optionalInQuery: WordClasses = [
        .streetType, .squareType, .municipalityType, .settlementType, .quarterType, .unitType, .article,
    ]
    /// Words for the type of thing that is meant.
    static let types: WordClasses = [
        .streetType, .squareType, .municipalityType, .settlementType, .quarterType, .unitType,
    ]
}

extension WordClasses {
    private static let table: [(WordClasses, String)] = [
        (.streetType, "οδος οδου οδον λεωφορος λεωφορου παροδος παροδου στενο δρομος δρομο"),
        (.squareType, "πλατεια πλατειας"),
        (.municipalityType, "δημος δημου δημο municipality"),
        (.settlementType, "χωριο οικισμος οικισμου κοινοτητα κοινοτητας πολη village town"),
        (.quarterType, "συνοικια συνοικιας περιοχη περιοχης γειτονια συνοικισμος συνοικισμου"),
        (.unitType, "ενοτητα ενοτητας δημοτικη τοπικη"),
        (
            .article,
            "του της των τον την το ο η οι τα τις τους de da do dos das di del della la le les el los las the l d"
        ),
        (.connector, "και γωνια με γωνιακο and corner und et"),
        (.between, "μεταξυ αναμεσα between"),
        (.relation, "κοντα διπλα εναντι απεναντι πλησιον πισω μπροστα near opposite beside"),
        (.preposition, "σε στο στη στην στον στα στις στους απο του της των to the of next"),
        (.numberMark, "αρ αριθ αριθμος no nr nro num"),
        (.floor, "οροφος οροφου οροφο ορ floor"),
        (.namedFloor, "ισογειο ισογειος υπογειο ημιυπογειο ημιωροφος μεσοπατωμα ρετιρε"),
        (.postcodeMark, "τκ ταχυδρομικος κωδικας zip postcode"),
        (.country, "ελλαδα ελλας ελλαδος ελλαδας greece hellas gr"),
        (
            .month,
            """
            ιανουαριου ιανουαριος γεναρη φεβρουαριου φεβρουαριος φλεβαρη μαρτιου μαρτιος μαρτη απριλιου απριλιος απριλη \
            μαιου μαιος μαη ιουνιου ιουνιος ιουνη ιουλιου ιουλιος ιουλη αυγουστου αυγουστος σεπτεμβριου σεπτεμβριος \
            σεπτεμβρη οκτωβριου οκτωβριος οκτωβρη νοεμβριου νοεμβριος νοεμβρη δεκεμβριου δεκεμβριος δεκεμβρη
            """
        ),
        (.block, "οτ κτιριο κτηριο εισοδος διαμερισμα διαμ θυριδα τθ"),
        (
            .foreignType,
            """
            rua avenida travessa praca largo carrer avinguda placa rue avenue av boulevard place street st \
            road rd lane drive strasse weg gasse platz via piazza calle passatge carretera cami impasse chemin \
            quai escaliers allee ruelle viela beco estrada alameda rampa escadas viale corso vicolo strada \
            ulica ulice aleja sokak caddesi улица ул проспект переулок проезд площадь бульвар шоссе набережная аллея \
            вулиця провулок площа вулица
            """
        ),
    ]

    private static let byKey: [[UInt8]: WordClasses] = {
        var result: [[UInt8]: WordClasses] = [:]
        for (classes, words) in table {
            for word in WordSplitter.split(words) {
                result[PhoneticKey.key(word.folded, script: word.script), default: []].formUnion(classes)
            }
        }
        return result
    }()

    /// Compared by letters, not by sound: «Κέδρος» is a village.
    private static let centres = Set(
        ["κεντρο", "κεντρου", "kentro", "centre", "center", "centro", "downtown"].map { Array($0.unicodeScalars) })

    /// Returns whether the folded word means the centre of a town.
    static func isCentre(_ folded: [Unicode.Scalar]) -> Bool { centres.contains(folded) }

    /// Returns the possible functions of the word with `key`. O(1).
    static func of(_ key: [UInt8]) -> WordClasses { byKey[key] ?? [] }
}
