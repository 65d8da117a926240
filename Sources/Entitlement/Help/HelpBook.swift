internal import Geocoding
public import Records

/// The dangers that people may describe instead of naming a place, and the page for leaving quickly.
public struct HelpBook: Sendable {
    /// The topics, in the order of the file.
    public let topics: [HelpTopic]
    /// The address that the quick exit leads to: a page that is safe to be seen with.
    public let exit: String?

    /// Phrases for dangers.
    private let phrases: [Phrase]
    /// Sound keys of words that do not help to find a place in a text about a danger.
    private let fillers: Set<[UInt8]>

    /// A phrase as the sound keys of its words.
    private struct Phrase {
        let keys: [[UInt8]]
        let topic: Int
        /// Whether it counts only when it is the whole text: «112» can also be a house number.
        let isAlone: Bool
    }

    /// A book without topics.
    package static let empty = HelpBook(topics: [], exit: nil, phrases: [], fillers: [])

    private init(topics: [HelpTopic], exit: String?, phrases: [Phrase], fillers: Set<[UInt8]>) {
        (self.topics, self.exit, self.phrases, self.fillers) = (topics, exit, phrases, fillers)
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
            ["format", "lines", "topics"], optional: ["note", "exit", "fillers"])
        _ = try root[required: "format"].integer(in: 1...1)
        var lines: [String: HelpLine] = [:]
        for (id, node) in try root[required: "lines"].dictionary() {
            let object = try node.object(["phone", "name", "source"], optional: ["note", "sourceDate"])
            lines[id] = HelpLine(
                phone: try phone(object[required: "phone"]), names: try object[required: "name"].text(),
                notes: try object["note"]?.text() ?? LocalizedText(), source: try object[required: "source"].string(),
                sourceDate: try object["sourceDate"]?.string())
        }
        var topics: [HelpTopic] = []
        var phrases: [Phrase] = []
        for node in try root[required: "topics"].array() {
            let object = try node.object(
                ["code", "name", "words", "lines"], optional: ["alone", "advice", "kinds", "discreet"])
            let code = try object[required: "code"].string()
            guard !topics.contains(where: { $0.code == code }) else {
                throw node.fault("a code that no other topic has", found: "\"\(code)\"")
            }
            var advice: [LocalizedText] = []
            for line in try object["advice"]?.array() ?? [] { advice.append(try line.text()) }
            var own: [HelpLine] = []
            for line in try object[required: "lines"].array() {
                let id = try line.string()
                guard let known = lines[id] else { throw line.fault("a line of \"lines\"", found: "\"\(id)\"") }
                own.append(known)
            }
            for (name, isAlone) in [("words", false), ("alone", true)] {
                guard let node = object[name] else { continue }
                for words in try node.strings() {
                    let keys = keys(of: words)
                    guard !keys.isEmpty else { throw node.fault("words", found: "\"\(words)\"") }
                    phrases.append(Phrase(keys: keys, topic: topics.count, isAlone: isAlone))
                }
            }
            topics.append(
                HelpTopic(
                    code: code, names: try object[required: "name"].text(), advice: advice, lines: own,
                    kinds: try object["kinds"]?.strings() ?? [], isDiscreet: try object["discreet"]?.bool() ?? false))
        }
        // Longer phrases first: «με χτυπάει ο άντρας μου» before «χτυπάει».
        phrases.sort { $0.keys.count > $1.keys.count }
        return HelpBook(
            topics: topics, exit: try root["exit"]?.string(), phrases: phrases,
            fillers: Set(try root["fillers"]?.strings().flatMap(keys(of:)) ?? []))
    }

    private static func phone(_ node: DataNode) throws(DataFileError) -> String {
        let text = try node.string()
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2B }) else {
            throw node.fault("digits of a telephone number", found: "\"\(text)\"")
        }
        return text
    }

    private static func keys(of words: String) -> [[UInt8]] {
        AddressToken.read(words, forQuery: false).compactMap { $0.keys.first }
    }

    /// Returns the danger that `text` describes and the rest of the text, which may name a place; nil when it describes
    /// none. O(tokens · phrases).
    ///
    /// The text may be Greek, Greeklish or English. Accents and different spellings of a sound do not matter.
    public func danger(in text: String) -> (topic: HelpTopic, rest: String)? {
        guard !phrases.isEmpty else { return nil }
        let tokens = AddressToken.read(text, forQuery: true)
        var taken = [Bool](repeating: false, count: tokens.count)
        var topic: Int?
        for phrase in phrases
        where phrase.isAlone ? phrase.keys.count == tokens.count : phrase.keys.count <= tokens.count {
            for start in 0...(tokens.count - phrase.keys.count) {
                let range = start..<(start + phrase.keys.count)
                guard !range.contains(where: { taken[$0] }),
                    zip(tokens[range], phrase.keys).allSatisfy({ $0.keys.contains($1) })
                else { continue }
                topic = topic ?? phrase.topic
                for index in range { taken[index] = true }
            }
        }
        guard let topic else { return nil }
        let scalars = Array(text.unicodeScalars)
        var rest = String.UnicodeScalarView()
        for (token, isTaken) in zip(tokens, taken) where !isTaken && !token.keys.contains(where: fillers.contains) {
            if !rest.isEmpty { rest.append(" ") }
            rest.append(contentsOf: scalars[token.range])
        }
        return (topics[topic], String(rest))
    }
}
