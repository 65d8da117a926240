internal import Exchange
internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import NIOCore
internal import WebSupport

/// `/route/v1/…`, `/table/v1/…` and `/nearest/v1/…` as in OSRM, so that its clients can be used. Other OSRM services
/// are refused with OSRM's form of errors.
enum OSRMRoutes {
    static func answer(_ service: String, _ request: Request, _ data: PublicDataset) async throws -> Response {
        do {
            let path = try OSRMPath.parts(service, try components(request))
            let bytes = try await data.locator.osrm(
                path.service, profile: path.profile, coordinates: path.coordinates, options: try pairs(request)
            ) {
                try Task.checkCancellation()
                await Task.yield()
            }
            return JSONAnswer.personal(bytes)
        } catch let fault as OSRMFault {
            return refusal(fault)
        }
    }

    /// Refuses a path of OSRM's form with an unknown service; throws a 404 ``Problem`` when its first component is one
    /// of our own paths.
    static func noService(_ context: WebContext) throws(Problem) -> Response {
        let service = try context.component("service")
        guard !PublicRoutes.openRoots.contains(service) else { throw .notFound }
        let known = OSRMPath.services.joined(separator: ", ")
        return refusal(OSRMFault(.invalidService, "service \"\(service.prefix(40))\": expected one of \(known)"))
    }

    private static func refusal(_ fault: OSRMFault) -> Response {
        JSONAnswer.personal(fault.document, status: .badRequest)
    }

    /// The decoded path components after the service.
    private static func components(_ request: Request) throws(OSRMFault) -> [String] {
        var components: [String] = []
        for part in request.uri.path.split(separator: "/").dropFirst() {
            guard let text = PercentText.decode(part.utf8) else {
                throw OSRMFault(.invalidURL, "path: expected UTF-8 with valid percent-encoding")
            }
            components.append(text)
        }
        return components
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
