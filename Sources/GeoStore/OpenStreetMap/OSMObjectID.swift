/// The identity of an OpenStreetMap object, such as `n12`, `w7` or `r3`: its type and number.
package struct OSMObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The types of OpenStreetMap objects, in file order.
    package enum Kind: UInt8, Sendable, Comparable, CaseIterable {
        /// A point.
        case node
        /// A line or ring of nodes.
        case way
        /// A group of objects with roles.
        case relation

        /// The type's letter: `n`, `w` or `r`.
        package var letter: Character {
            switch self {
            case .node: "n"
            case .way: "w"
            case .relation: "r"
            }
        }

        /// The type's name as in OpenStreetMap files.
        package var name: String {
            switch self {
            case .node: "node"
            case .way: "way"
            case .relation: "relation"
            }
        }

        package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// The type of the object.
    package var kind: Kind
    /// The number, unique for its type; negative in files that were never uploaded.
    package var number: Int64

    /// Creates an identity.
    package init(_ kind: Kind, _ number: Int64) {
        self.kind = kind
        self.number = number
    }

    /// Parses a text such as `w7`; nil for any other text.
    package init?(_ text: String) {
        guard let kind = Kind.allCases.first(where: { $0.letter == text.first }),
            let number = Int64(text.dropFirst()), text.dropFirst().first != "+"
        else { return nil }
        self.init(kind, number)
    }

    /// The letter and number, such as `w7`.
    package var description: String { "\(kind.letter)\(number)" }

    package static func < (left: OSMObjectID, right: OSMObjectID) -> Bool {
        (left.kind, left.number) < (right.kind, right.number)
    }
}
