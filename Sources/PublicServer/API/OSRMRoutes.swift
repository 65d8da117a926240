internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import NIOCore
internal import WebSupport

/// `/route/v1/…`, `/table/v1/…` and `/nearest/v1/…` in OSRM's form, so that its clients work here.
enum OSRMRoutes {
    static func answer(
        _ service: OSRMOptions.Service, _ request: Request, _ context: WebContext, _ data: PublicDataset
    ) async throws -> Response {
        do {
            let bytes = try await data.dataset.osrm(
                service, profile: try context.component("profile"),
                coordinates: try context.component("coordinates"), options: try pairs(request)
            ) {
                try Task.checkCancellation()
                await Task.yield()
            }
            return JSONAnswer.personal(bytes)
        } catch let fault as OSRMFault {
            return JSONAnswer.personal(fault.document, status: .badRequest)
        }
    }

    /// The options as pairs of name and value.
    private static func pairs(_ request: Request) throws(OSRMFault) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        for pair in (request.uri.query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decode(parts[0], plusIsSpace: true),
                let value = PercentText.decode(parts.count > 1 ? parts[1] : parts[0].prefix(0), plusIsSpace: true)
            else { throw OSRMFault(.invalidQuery, "options: expected UTF-8 with valid percent-encoding") }
            pairs.append((name, value))
        }
        return pairs
    }
}
