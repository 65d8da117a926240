/// The parameters of a path or form, found by name. Created once, not for each request.
public struct ParameterSet: Sendable {
    /// The parameters, in the order in which they are documented.
    public let descriptions: [ParameterDescription]
    private let rows: [String: Int]

    /// Creates a set of parameters; the first of several with the same name is used.
    ///
    /// `lang` is also found by its former name `language`, which older links have, unless that is another parameter of the set.
    public init(_ descriptions: [ParameterDescription]) {
        self.descriptions = descriptions
        var rows = Dictionary(descriptions.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        if let row = rows["lang"], rows["language"] == nil { rows["language"] = row }
        self.rows = rows
    }

    /// No parameters.
    public static let none = ParameterSet([])

    /// The parameter called `name`; nil when there is none. O(1).
    func description(of name: String) -> ParameterDescription? { rows[name].map { descriptions[$0] } }
}
