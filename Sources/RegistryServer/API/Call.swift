internal import Records
internal import Registry
internal import WebSupport

/// A request to the interface after everything that concerns all of them was checked.
struct Call: CheckedRequest {
    /// The registry; within the transaction of ``RegistryHome/once(_:_:)`` when the request changes something.
    var home: RegistryHome
    /// The dataset of the region; nil when the server has none.
    let region: RegionDataset?
    /// The person who is signed in; nil on a route that needs no session.
    let session: Caller?
    /// The components of the path by their names in the template.
    let components: [String: String]
    /// The parameters of the query.
    let parameters: RequestParameters
    /// The members of the body.
    let body: Body
    /// The file that is the body, on a route that takes one.
    let file: SentFile?
    /// The tag of the record as the sender has seen it (`If-Match`).
    let seen: String?
    /// The identifier of the request, which its row in the audit has too.
    let request: String
    /// ``WebSupport/WebContext/source`` of the client.
    let source: String

    /// Refuses an edit of a record that has changed since its sender read it.
    ///
    /// - Throws: ``RegistryError`` with the code `stale`.
    func requireSeen(_ tag: String) throws(RegistryError) {
        guard let seen, seen == "*" || seen == "\"\(tag)\"" else {
            throw RegistryError(.stale, at: "If-Match", "the record is now \"\(tag)\"; read it again")
        }
    }
}

/// A file that is the body of a request, as it was read.
enum SentFile: Sendable {
    /// Structures.
    case structures(ImportedFile)
    /// Road closures.
    case closures(ClosureFileImport)
}

/// The answer of the interface to a request.
struct APIAnswer {
    var status = 200
    var bytes: [UInt8]
    /// The tag of the record, for `If-Match`.
    var tag: String?

    /// An answer that `body` writes as the members of an object.
    init(status: Int = 200, tag: String? = nil, _ body: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.object(body)
        (self.status, self.tag, bytes) = (status, tag, json.bytes)
    }
}
