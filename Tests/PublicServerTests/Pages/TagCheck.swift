import PageKit
import PublicServer
import Records

/// Finds tags of templates that their values do not have, and properties that no template reads.
struct TagCheck {
    private let trees: [String: TemplateTree]
    /// The contents of blocks by name, with the template that they stand in.
    private typealias Blocks = [String: (template: String, nodes: [TemplateTree.Node])]

    /// A line for each fault.
    private(set) var faults: [String] = []
    /// The properties that a template reads, as `Type.name`.
    private var read: Set<String> = []

    init(_ templates: [(name: String, text: String)]) throws {
        trees = try Dictionary(uniqueKeysWithValues: templates.map { ($0.name, try TemplateTree($0.text)) })
    }

    /// Follows a template from its root. `page` is a sample in which nothing is absent.
    mutating func check(_ name: String, _ page: any PageValue) {
        walk(.parent(name, [:]), [page], name, [:])
    }

    /// Notes the properties of a sample and of the values in it that no template has read.
    mutating func noteUnread(in value: any PageValue) {
        for (name, property) in Self.properties(of: value) {
            let own = "\(type(of: value)).\(name)"
            if name != "base", !read.contains(own) { faults.append("\(own): no template reads it") }
            for nested in property as? [Any] ?? [property] {
                if let nested = nested as? any PageValue { noteUnread(in: nested) }
            }
        }
    }

    private mutating func walk(
        _ node: TemplateTree.Node, _ stack: [Any], _ template: String, _ blocks: Blocks
    ) {
        switch node {
        case .value(let tag):
            let value = find(tag, stack, template)
            if let value, !(value is String || value is Int) {
                faults.append("\(template): \(tag) is no text, but \(type(of: value))")
            }
        case .section(let tag, let isInverted, let nodes):
            guard let value = find(tag, stack, template) else { return }
            var inner = stack
            if !isInverted, !(value is Bool) { inner.append((value as? [Any])?.first ?? value) }
            for node in nodes { walk(node, inner, template, blocks) }
        case .partial(let name): walk(.parent(name, [:]), stack, template, blocks)
        case .parent(let name, let own):
            guard let tree = trees[name] else { return faults.append("\(template): there is no template \(name)") }
            let blocks = blocks.merging(own.mapValues { (template, $0) }) { outer, _ in outer }
            for node in tree.nodes { walk(node, stack, name, blocks) }
        case .block(let name, let nodes):
            let content = blocks[name] ?? (template, nodes)
            for node in content.nodes { walk(node, stack, content.template, blocks) }
        }
    }

    /// The value of a tag, looked for from the innermost value outwards.
    private mutating func find(_ tag: String, _ stack: [Any], _ template: String) -> Any? {
        guard tag != "." else { return stack.last }
        var names = tag.split(separator: ".").map(String.init)[...]
        let first = names.popFirst() ?? ""
        var found: Any?
        for outer in stack.reversed() where found == nil { found = child(outer, first) }
        guard var value = found else { return note(tag, template) }
        while let name = names.popFirst() {
            guard let next = child(value, name) else { return note(tag, template) }
            value = next
        }
        return value
    }

    private mutating func note(_ tag: String, _ template: String) -> Any? {
        faults.append("\(template): no value has the tag \(tag)")
        return nil
    }

    private mutating func child(_ value: Any, _ name: String) -> Any? {
        if let words = value as? [String: String] { return words[name] }
        guard let value = value as? any PageValue else { return nil }
        let properties = Self.properties(of: value)
        let base = properties["base"]
        if name == "t" {
            let own = Self.words(of: value)
            let outer = base.flatMap { child($0, name) } as? [String: String] ?? [:]
            for name in own.keys where outer[name] != nil {
                faults.append("\(type(of: value)): its base has the word \(name) too")
            }
            let words = own.merging(outer) { own, _ in own }
            return words.isEmpty ? nil : words
        }
        guard let property = properties[name] else { return base.flatMap { child($0, name) } }
        if let base, child(base, name) != nil { faults.append("\(type(of: value)).\(name): its base has it too") }
        read.insert("\(type(of: value)).\(name)")
        return property
    }

    /// The stored properties by name, those that are present.
    private static func properties(of value: any PageValue) -> [String: Any] {
        var properties: [String: Any] = [:]
        for child in Mirror(reflecting: value).children {
            let mirror = Mirror(reflecting: child.value)
            guard let name = child.label else { continue }
            properties[name] = mirror.displayStyle == .optional ? mirror.children.first?.value : child.value
        }
        return properties
    }

    private static func words<Value: PageValue>(of value: Value) -> [String: String] {
        Value.words.tags[.greek] ?? [:]
    }
}
