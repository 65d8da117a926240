/// The parameters that a path or a form takes, found by their names. Made once, not for each request.
public struct ParameterSet: Sendable {
    /// The parameters, in the order in which they are described.
    public let descriptions: [ParameterDescription]
    private let rows: [String: Int]

    /// A set of parameters; of those with one name the first counts.
    ///
    /// `lang` is also found by its former name `language`, which older links have, unless that is another parameter here.
    public init(_ descriptions: [ParameterDescription]) {
        self.descriptions = descriptions
        var rows = Dictionary(descriptions.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        if let row = rows["lang"], rows["language"] == nil { rows["language"] = row }
        self.rows = rows
    }

    /// No parameters.
    public static let none = ParameterSet([])

    /// The parameter called `name`. Constant time.
    func description(of name: String) -> ParameterDescription? { rows[name].map { descriptions[$0] } }
}
