package import Alerts
internal import Records

/// A message about a danger, as the registry keeps it.
package struct AlertRecord: Sendable {
    /// What has become of a message.
    package enum State: String, CaseIterable, Sendable {
        /// It waits for the decision of another person.
        case open
        /// It is public.
        case published
        /// Somebody has declined it.
        case declined
        /// Its author has withdrawn it.
        case withdrawn
        /// It never becomes public: an exercise, a test, or a message for few.
        case `internal`
    }

    /// Where a message comes from.
    package enum Origin: String, CaseIterable, Sendable {
        /// It was written here.
        case written
        /// It was in a file.
        case file
    }

    /// Its identifier here.
    package var id: RecordID
    /// The message with its document.
    package var document: AlertDocument
    /// Where it comes from.
    package var origin: Origin
    /// Who brought it in.
    package var author: RecordID
    /// The name of that person.
    package var authorName: String
    /// What has become of it.
    package var state: State
    /// When it came.
    package var createdAt: Timestamp
    /// The name of the person who approved or declined it; nil before.
    package var reviewerName: String?
    /// The note of that person; can be empty.
    package var note: String

    /// The message.
    package var alert: Alert { document.alert }

    /// The columns of ``init(_:)``.
    static let columns = """
        alert.*, (SELECT name FROM principal WHERE principal.id = author) AS author_name,
        (SELECT name FROM principal WHERE principal.id = reviewer) AS reviewer_name
        """

    /// Reads a row of `alert` with the names of author and reviewer.
    init(_ row: StoreRow) throws(RegistryError) {
        id = try row["id"]
        document = try AlertDocument(stored: try row["cap"])
        guard let state = State(rawValue: try row["state"]), let origin = Origin(rawValue: try row["origin"]) else {
            throw RegistryError(.damaged, at: "alert.state", "expected a state and an origin of this version")
        }
        (self.state, self.origin) = (state, origin)
        author = try row["author"]
        authorName = try row["author_name"]
        createdAt = try row["created_at"]
        reviewerName = try row["reviewer_name"]
        note = try row["note"]
    }
}

/// A message with what one needs to decide on it.
package struct AlertView: Sendable {
    /// The message.
    package var record: AlertRecord
    /// The messages of the registry that it names.
    package var named: [AlertRecord]
    /// The messages that it names and that are not here.
    package var missing: [Alert.Key]
    /// The messages that would be public at this moment if it were approved.
    package var live: [Alert]
}

extension AlertDocument {
    /// Reads a document of the store.
    ///
    /// - Throws: ``RegistryError`` with the code `damaged`.
    init(stored text: String) throws(RegistryError) {
        do {
            try self.init(text)
        } catch {
            throw RegistryError(.damaged, at: "alert.cap", "\(error)")
        }
    }
}
