internal import Geocoding
public import Records

/// What people need and how they say it, whom a municipality has to ask, and names of places that the region does not
/// cover.
public struct NeedBook: Sendable {
    /// All needs, in the order of the file.
    public let needs: [Need]
    /// Codes of the kinds of structure that know all services of their municipality, the first one to ask first.
    public let asked: [String]

    /// Phrases for needs; their values are rows of ``needs``.
    private let phrases: PhraseList
    /// Phrases that count when a text has none of ``phrases``: for whom something is needed, not what («παιδί»).
    private let weakPhrases: PhraseList
    /// Names of places outside the region.
    private let elsewhere: PhraseList
    /// Words that say nothing about the need or the place: «θέλω», «κοντά μου».
    private let fillers: PhraseList

    /// What a text says besides a place.
    package struct Reading: Sendable {
        /// The need.
        package var need: Need?
        /// Whether it names a place outside the region.
        package var isElsewhere: Bool
        /// The rest of the text, which may name a place or a kind of structure.
        package var rest: String
    }

    /// A book without needs.
    package static let empty = NeedBook(
        needs: [], asked: [], phrases: [], weakPhrases: [], elsewhere: [], fillers: [])

    private init(
        needs: [Need], asked: [String], phrases: [PhraseList.Entry], weakPhrases: [PhraseList.Entry],
        elsewhere: [String], fillers: [String]
    ) {
        (self.needs, self.asked) = (needs, asked)
        self.phrases = PhraseList(phrases, inflects: true)
        self.weakPhrases = PhraseList(weakPhrases, inflects: true)
        self.elsewhere = PhraseList(elsewhere.map { PhraseList.Entry(words: $0, value: 0) })
        self.fillers = PhraseList(fillers.map { PhraseList.Entry(words: $0, value: 0) })
    }

    /// The needs that the start page offers.
    public var listed: [Need] { needs.filter(\.isListed) }

    /// Returns the need with this code, or nil.
    public func need(code: String) -> Need? { needs.first { $0.code == code } }

    /// Reads `needs.json` (UTF-8). In the languages of translations, the name of a need and what its hint lists find it too.
    ///
    /// - Parameters:
    ///   - file: The name of the file in errors.
    ///   - kinds: The codes of all kinds of structure; nil when they are not known yet, and codes are not compared.
    /// - Throws: `DataFileError` with the JSON path of the first error, such as a kind that does not exist.
    public static func read(
        _ bytes: [UInt8], file: String, kinds: Set<String>? = nil
    ) throws(DataFileError) -> NeedBook {
        let root = try DataNode(reading: bytes, file: file).object(
            ["format", "needs"], optional: ["note", "ask", "elsewhere", "fillers"])
        _ = try root[required: "format"].integer(in: 1...1)
        func kind(_ node: DataNode) throws(DataFileError) -> String {
            let code = try node.string()
            guard kinds?.contains(code) ?? true else {
                throw node.fault("the code of a kind of structure", found: "\"\(code)\"")
            }
            return code
        }
        func codes(_ node: DataNode?) throws(DataFileError) -> [String] {
            var codes: [String] = []
            for one in try node?.array() ?? [] {
                let code = try kind(one)
                guard !codes.contains(code) else { throw one.fault("each kind once", found: "\"\(code)\"") }
                codes.append(code)
            }
            return codes
        }
        func words(_ node: DataNode?) throws(DataFileError) -> [String] {
            var words: [String] = []
            for one in try node?.array() ?? [] {
                let text = try one.string()
                guard PhraseList.isPhrase(text) else { throw one.fault("words", found: "\"\(text)\"") }
                words.append(text)
            }
            return words
        }
        var needs: [Need] = []
        var phrases: [PhraseList.Entry] = []
        var weakPhrases: [PhraseList.Entry] = []
        for node in try root[required: "needs"].array() {
            let object = try node.object(
                ["code", "name", "pictogram"], optional: ["hint", "kinds", "page", "listed", "words", "weakWords"])
            let need = Need(
                code: try object[required: "code"].string(), names: try object[required: "name"].text(),
                hints: try object["hint"]?.text() ?? LocalizedText(),
                pictogram: try kind(object[required: "pictogram"]), kinds: try codes(object["kinds"]),
                page: try object["page"]?.choice(Need.Page.self), isListed: try object["listed"]?.bool() ?? true)
            guard !needs.contains(where: { $0.code == need.code }) else {
                throw node.fault("a code that no other need has", found: "\"\(need.code)\"")
            }
            guard !need.kinds.isEmpty || need.page != nil else { throw node.fault("kinds or a page", found: "neither") }
            let translated = Language.allCases.filter(\.isTranslated).map(\.tag)
            let names = translated.compactMap { need.names[$0] }
            let hints = translated.flatMap { (need.hints[$0] ?? "").split { ",،".contains($0) }.map(String.init) }
            phrases += (try words(object["words"]) + names).map { PhraseList.Entry(words: $0, value: needs.count) }
            weakPhrases += (try words(object["weakWords"]) + hints)
                .map { PhraseList.Entry(words: $0, value: needs.count) }
            needs.append(need)
        }
        return NeedBook(
            needs: needs, asked: try codes(root["ask"]), phrases: phrases, weakPhrases: weakPhrases,
            elsewhere: try words(root["elsewhere"]), fillers: try words(root["fillers"]))
    }

    /// Reads a text as a need and perhaps a place. O(tokens · phrases).
    ///
    /// The text may be Greek, Greeklish or any language of the file. Accents, endings and different spellings of a
    /// sound do not matter.
    package func read(_ text: String) -> Reading {
        let tokens = AddressToken.read(text, forQuery: true)
        var taken = [Bool](repeating: false, count: tokens.count)
        let strong = phrases.search(tokens, taken: &taken)
        let weak = weakPhrases.search(tokens, taken: &taken)
        let need = strong ?? weak
        let isElsewhere = elsewhere.search(tokens, taken: &taken) != nil
        _ = fillers.search(tokens, taken: &taken)
        return Reading(
            need: need.map { needs[$0] }, isElsewhere: isElsewhere,
            rest: taken.contains(true) ? PhraseList.rest(of: text, tokens, taken: taken) : text)
    }
}
