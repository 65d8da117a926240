/// A template as a tree of its tags, without the text between them.
struct TemplateTree {
    indirect enum Node {
        case value(String)
        case section(String, isInverted: Bool, [Node])
        case partial(String)
        /// A parent with the blocks that replace its own.
        case parent(String, [String: [Node]])
        case block(String, [Node])
    }

    enum Fault: Error {
        case unclosed(String)
    }

    let nodes: [Node]

    /// Parses a template.
    init(_ text: String) throws {
        var tags = text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstRange(of: "}}").map { String(part[..<$0.lowerBound]) }
        }[...]
        nodes = try Self.nodes(&tags, until: nil)
    }

    private static func nodes(_ tags: inout ArraySlice<String>, until end: String?) throws -> [Node] {
        var nodes: [Node] = []
        while let tag = tags.popFirst() {
            let name = String(tag.dropFirst())
            switch tag.first {
            case "/" where name == end: return nodes
            case "/": throw Fault.unclosed(end ?? name)
            case "#": nodes.append(.section(name, isInverted: false, try self.nodes(&tags, until: name)))
            case "^": nodes.append(.section(name, isInverted: true, try self.nodes(&tags, until: name)))
            case "$": nodes.append(.block(name, try self.nodes(&tags, until: name)))
            case ">": nodes.append(.partial(name))
            case "<":
                var blocks: [String: [Node]] = [:]
                for case .block(let name, let nodes) in try self.nodes(&tags, until: name) { blocks[name] = nodes }
                nodes.append(.parent(name, blocks))
            default: nodes.append(.value(tag))
            }
        }
        guard end == nil else { throw Fault.unclosed(end ?? "") }
        return nodes
    }
}
