internal import HTTPTypes
internal import Registry
internal import WebSupport

/// A row of the table of the interface: who may use it, what it takes, and what answers it. Routes and OpenAPI document
/// are both made from it.
struct Operation: Sendable {
    /// How a request changes something.
    enum Effect: Sendable {
        /// It reads.
        case none
        /// It checks a password, a code or an invitation. Codes and invitations are accepted once, so it needs no key.
        /// Checking a password takes long.
        case proof
        /// It changes something, once for each `Idempotency-Key`.
        case write
        /// It changes a record that has a tag, which the sender names with `If-Match`.
        case edit
    }

    var method: HTTPRequest.Method
    var path: String
    /// The identifier in the OpenAPI document.
    var id: String
    var summary: String
    var access: RouteAccess
    var effect = Effect.none
    var parameters: [ParameterDescription] = []
    var body: [BodyMember] = []
    /// Whether answering takes longer than others should wait.
    var isLong = false
    /// The media types of its body when that is a file.
    var media: [String] = []
    /// Reads the file, before the transaction in which the request is answered, so that nobody waits for it.
    var read: (@Sendable (RequestParameters, _ mediaType: String, [UInt8]) throws(RegistryError) -> SentFile)?
    /// Whether a request with these parameters changes something, so that its answer is kept.
    var isKept: @Sendable (RequestParameters) -> Bool = { _ in true }
    /// Answers a request that is kept, once, with transactions of its own; nil to use ``answer`` within one.
    var keep: (@Sendable (Call, Submission) throws(RegistryError) -> StoredAnswer?)?
    /// The status when it succeeds.
    var status = 200
    /// Whether what is live may have changed, so that it is signed for the public process at once.
    var publishes = false
    /// The members that the answer always has.
    var gives: [String]
    /// Whether the answer has a tag for `If-Match`.
    var hasTag = false
    let answer: @Sendable (Call) throws -> APIAnswer

    static let root = "/registry/v1"
}

extension Operation {
    /// Every operation, in the order of the document.
    static let all: [Operation] =
        accountOperations + directoryOperations + importOperations + checkOperations + programmeOperations
        + closureOperations + alertOperations + reportOperations + administrationOperations
}

extension ParameterDescription {
    static let page = ParameterDescription(
        "limit", .integer(minimum: 1, maximum: RegistryHome.directoryPageLimit), standard: "100",
        summary: "The most entries of the answer.")
}
