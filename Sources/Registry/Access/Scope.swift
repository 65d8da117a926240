/// The records that somebody may see or change with one action.
///
/// It is asked twice: as a predicate, so that no other record leaves the database, and on every record before it is
/// answered.
package struct Scope: Hashable, Sendable {
    /// Whether all records are in it.
    package var isEverything = false
    /// The municipalities whose records are in it.
    package var municipalities: Set<String> = []
    /// The account whose records are in it.
    package var owner: RecordID?

    /// Creates a scope with nothing in it.
    package init() {}

    /// The condition on the columns of a query, with its values. A scope that a table has no column for is empty there.
    package func predicate(_ columns: ScopeColumns) -> (sql: String, values: [any ColumnRepresentable]) {
        if isEverything { return ("(1 = 1)", []) }
        var parts: [String] = []
        var values: [any ColumnRepresentable] = []
        if let column = columns.municipality, !municipalities.isEmpty {
            let marks = municipalities.map { _ in "?" }.joined(separator: ", ")
            parts.append("\(column) IN (\(marks))")
            values += municipalities.sorted()
        }
        if let column = columns.owner, let owner {
            parts.append("\(column) = ?")
            values.append(owner)
        }
        return parts.isEmpty ? ("(1 = 0)", []) : ("(\(parts.joined(separator: " OR ")))", values)
    }

    /// Whether a record with this municipality and owner is in it.
    package func admits(municipality: String?, owner: RecordID? = nil) -> Bool {
        if isEverything { return true }
        if let municipality, municipalities.contains(municipality) { return true }
        return owner != nil && owner == self.owner
    }

    /// Checks a record that is about to be answered.
    ///
    /// - Throws: ``RegistryError`` when the predicate has let through what is not in the scope: nothing is answered then.
    func check(municipality: String?, owner: RecordID? = nil) throws(RegistryError) {
        guard admits(municipality: municipality, owner: owner) else {
            throw RegistryError(.database, at: "scope", "a record outside the scope came out of the database")
        }
    }
}

/// The columns of a query that a scope is compared with.
package struct ScopeColumns: Sendable {
    /// The column with the code of the record's municipality.
    package var municipality: String?
    /// The column with the account that the record belongs to.
    package var owner: String?

    /// Names the columns; nil for what a record does not have.
    package init(municipality: String? = nil, owner: String? = nil) {
        self.municipality = municipality
        self.owner = owner
    }
}
