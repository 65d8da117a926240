internal import COsmium

/// Rules with their texts in memory that C can read.
final class CRules {
    private let rules: [cosmium_rule]
    private let texts: [UnsafeMutablePointer<CChar>]

    init(_ rules: [OSMRule]) {
        var texts: [UnsafeMutablePointer<CChar>] = []
        // Each copy is released in deinit; pointers to it are only passed out by `withUnsafeRules`.
        func copy(_ text: String) -> UnsafePointer<CChar> {
            let bytes = text.utf8CString
            let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            for (index, byte) in bytes.enumerated() { (pointer + index).initialize(to: byte) }
            texts.append(pointer)
            return UnsafePointer(pointer)
        }
        self.rules = rules.map { rule in
            cosmium_rule(
                key: copy(rule.key), value: rule.value.map(copy), node: rule.node.rawValue, way: rule.way.rawValue,
                relation: rule.relation.rawValue)
        }
        self.texts = texts
    }

    deinit {
        for text in texts { text.deallocate() }
    }

    func withUnsafeRules<Result>(_ body: (UnsafeBufferPointer<cosmium_rule>) -> Result) -> Result {
        withExtendedLifetime(self) { rules.withUnsafeBufferPointer(body) }
    }
}
