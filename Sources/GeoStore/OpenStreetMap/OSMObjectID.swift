/// The identity of one OpenStreetMap object: its kind and its number, as in `n12`, `w7`, `r3`.
package struct OSMObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The three kinds of OpenStreetMap object, in file order.
    package enum Kind: UInt8, Sendable, Comparable, CaseIterable {
        /// A point.
        case node
        /// A line or a ring of nodes.
        case way
        /// A group of objects, each in a role.
        case relation

        /// The kind's letter: `n`, `w` or `r`.
        package var letter: Character {
            switch self {
            case .node: "n"
            case .way: "w"
            case .relation: "r"
            }
        }

        /// The kind's name as OpenStreetMap files write it.
        package var name: String {
            switch self {
            case .node: "node"
            case .way: "way"
            case .relation: "relation"
            }
        }

        package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// Kind of object.
    package var kind: Kind
    /// Number, unique among the objects of its kind; negative in files that were never uploaded.
    package var number: Int64

    /// Creates an identity.
    package init(_ kind: Kind, _ number: Int64) {
        self.kind = kind
        self.number = number
    }

    /// Reads `w7`; nothing for any other text.
    package init?(_ text: String) {
        guard let kind = Kind.allCases.first(where: { $0.letter == text.first }),
            let number = Int64(text.dropFirst()), text.dropFirst().first != "+"
        else { return nil }
        self.init(kind, number)
    }

    /// The letter and the number, `w7`.
    package var description: String { "\(kind.letter)\(number)" }

    package static func < (left: OSMObjectID, right: OSMObjectID) -> Bool {
        (left.kind, left.number) < (right.kind, right.number)
    }
}
