internal import Records

/// An error in OSRM's form (HTTP interface v1).
package struct OSRMFault: Error, Hashable, Sendable {
    /// The codes of OSRM that are used.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        case invalidURL = "InvalidUrl"
        case invalidService = "InvalidService"
        case invalidVersion = "InvalidVersion"
        case invalidOptions = "InvalidOptions"
        case invalidQuery = "InvalidQuery"
        case invalidValue = "InvalidValue"
        case noSegment = "NoSegment"
        case tooBig = "TooBig"
        case noRoute = "NoRoute"
        case notImplemented = "NotImplemented"
    }

    /// OSRM's code.
    package var code: Code
    /// The part of the question, what was found and what was expected.
    package var message: String

    /// Creates an error.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The error as the JSON of a response.
    package var document: [UInt8] {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            json.member("code", code.rawValue)
            json.member("message", message)
        }
        return json.bytes
    }
}
