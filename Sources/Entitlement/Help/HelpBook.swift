internal import Geocoding
public import Records

/// The dangers that people may describe instead of naming a place, the lines to call, and the page for leaving quickly.
public struct HelpBook: Sendable {
    /// The topics, in the order of the file.
    public let topics: [HelpTopic]
    /// The address that the quick exit leads to: a page that is safe to be seen with.
    public let exit: String?

    /// Lines that answer everywhere in the country, for people whom no structure near by can help.
    public let general: [HelpLine]

    /// Phrases for dangers; their values are rows of ``topics``.
    private let phrases: PhraseList
    /// Words that do not help to find a place in a text about a danger.
    private let fillers: PhraseList

    /// A book without topics.
    package static let empty = HelpBook(topics: [], exit: nil, general: [], phrases: [], fillers: [])

    private init(
        topics: [HelpTopic], exit: String?, general: [HelpLine], phrases: [PhraseList.Entry], fillers: [String]
    ) {
        (self.topics, self.exit, self.general) = (topics, exit, general)
        self.phrases = PhraseList(phrases)
        self.fillers = PhraseList(fillers.map { PhraseList.Entry(words: $0, value: 0) })
    }

    /// Returns the topic with this code, or nil.
    public func topic(code: String) -> HelpTopic? { topics.first { $0.code == code } }

    /// Returns the discreet topic that structures of this kind help with, or nil.
    public func topic(kind: String) -> HelpTopic? { topics.first { $0.isDiscreet && $0.kinds.contains(kind) } }

    /// Reads `help.json` (UTF-8).
    ///
    /// - Parameter file: The name of the file in errors.
    /// - Throws: `DataFileError` with the JSON path of the first error.
    public static func read(_ bytes: [UInt8], file: String) throws(DataFileError) -> HelpBook {
        let root = try DataNode(reading: bytes, file: file).object(
            ["format", "lines", "topics"], optional: ["note", "exit", "fillers", "general"])
        _ = try root[required: "format"].integer(in: 1...1)
        var lines: [String: HelpLine] = [:]
        for (id, node) in try root[required: "lines"].dictionary() {
            let object = try node.object(["phone", "name", "source"], optional: ["note", "sourceDate"])
            lines[id] = HelpLine(
                phone: try phone(object[required: "phone"]), names: try object[required: "name"].text(),
                notes: try object["note"]?.text() ?? LocalizedText(), source: try object[required: "source"].string(),
                sourceDate: try object["sourceDate"]?.string())
        }
        func known(_ node: DataNode?) throws(DataFileError) -> [HelpLine] {
            var known: [HelpLine] = []
            for line in try node?.array() ?? [] {
                let id = try line.string()
                guard let one = lines[id] else { throw line.fault("a line of \"lines\"", found: "\"\(id)\"") }
                known.append(one)
            }
            return known
        }
        var topics: [HelpTopic] = []
        var phrases: [PhraseList.Entry] = []
        for node in try root[required: "topics"].array() {
            let object = try node.object(
                ["code", "name", "words", "lines"], optional: ["alone", "advice", "kinds", "discreet"])
            let code = try object[required: "code"].string()
            guard !topics.contains(where: { $0.code == code }) else {
                throw node.fault("a code that no other topic has", found: "\"\(code)\"")
            }
            var advice: [LocalizedText] = []
            for line in try object["advice"]?.array() ?? [] { advice.append(try line.text()) }
            let own = try known(object[required: "lines"])
            for (name, isAlone) in [("words", false), ("alone", true)] {
                guard let node = object[name] else { continue }
                for words in try node.strings() {
                    guard PhraseList.isPhrase(words) else { throw node.fault("words", found: "\"\(words)\"") }
                    phrases.append(PhraseList.Entry(words: words, value: topics.count, isAlone: isAlone))
                }
            }
            topics.append(
                HelpTopic(
                    code: code, names: try object[required: "name"].text(), advice: advice, lines: own,
                    kinds: try object["kinds"]?.strings() ?? [], isDiscreet: try object["discreet"]?.bool() ?? false))
        }
        return HelpBook(
            topics: topics, exit: try root["exit"]?.string(), general: try known(root["general"]), phrases: phrases,
            fillers: try root["fillers"]?.strings() ?? [])
    }

    private static func phone(_ node: DataNode) throws(DataFileError) -> String {
        let text = try node.string()
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2B }) else {
            throw node.fault("digits of a telephone number", found: "\"\(text)\"")
        }
        return text
    }

    /// Returns the danger that `text` describes and the rest of the text, which may name a place; nil when it describes
    /// none. O(tokens · phrases).
    ///
    /// The text may be Greek, Greeklish or English. Accents and different spellings of a sound do not matter.
    public func danger(in text: String) -> (topic: HelpTopic, rest: String)? {
        guard !phrases.isEmpty else { return nil }
        let tokens = AddressToken.read(text, forQuery: true)
        var taken = [Bool](repeating: false, count: tokens.count)
        guard let topic = phrases.search(tokens, taken: &taken) else { return nil }
        _ = fillers.search(tokens, taken: &taken)
        return (topics[topic], PhraseList.rest(of: text, tokens, taken: taken))
    }
}
