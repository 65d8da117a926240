internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import NIOCore
internal import Records
internal import WebSupport

/// `/sitemap.xml` and `/robots.txt`: the pages for search engines, without structures that must not be located.
struct SiteMap {
    let data: PublicDataset
    /// The external address of the server.
    let address: OutsideAddress

    /// The largest number of addresses in a sitemap (sitemaps.org).
    private static let most = 50_000

    func map(_ request: Request) throws -> Response {
        _ = try request.parameters(.none)
        let today = data.today
        let pages = ["/", "/benefits", "/coverage", "/quality", "/help", "/alerts", "/about"]
        let structures = data.dataset.publishedRows(on: today).prefix(Self.most - pages.count).map { row in
            "/structures/\(PercentText.encode(data.dataset.structure(at: row).id))"
        }
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">

            """
        for path in pages + structures {
            let place = (address.full + path).replacing("&", with: "&amp;").replacing("'", with: "&apos;")
            // Planners' pages are complete in Greek and English.
            let languages = path == "/coverage" ? Language.complete : Language.allCases
            text += "<url><loc>\(place)</loc>"
            text += "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"\(place)\"/>"
            for language in languages {
                text +=
                    "<xhtml:link rel=\"alternate\" hreflang=\"\(language.tag)\" href=\"\(place)?lang=\(language.tag)\"/>"
            }
            text += "</url>\n"
        }
        return answer(text + "</urlset>\n", "application/xml; charset=utf-8")
    }

    func robots(_ request: Request) throws -> Response {
        _ = try request.parameters(.none)
        return answer(
            "User-agent: *\nDisallow: /api/\nDisallow: /tiles/\nDisallow: /answers/\nDisallow: /benefits/answers/\nSitemap: \(address.full)/sitemap.xml\n",
            "text/plain; charset=utf-8")
    }

    private func answer(_ text: String, _ mediaType: String) -> Response {
        var headers: HTTPFields = [.contentType: mediaType, .cacheControl: "public, max-age=3600"]
        address.vary(&headers)
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
