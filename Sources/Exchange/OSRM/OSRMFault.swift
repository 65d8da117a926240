internal import Records

/// Why a question in OSRM's form was not answered, in OSRM's own words (HTTP interface v1).
package struct OSRMFault: Error, Hashable, Sendable {
    /// OSRM's codes, as far as they are used here.
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

    package var code: Code
    /// Which part of the question, what came and what was expected.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The answer that carries it.
    package var document: [UInt8] {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            json.member("code", code.rawValue)
            json.member("message", message)
        }
        return json.bytes
    }
}
