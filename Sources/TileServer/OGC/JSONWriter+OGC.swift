package import Records

extension JSONWriter {
    /// A link of an OGC document: its relation, the media type of its target if given, and its address.
    package typealias Link = (relation: String, mediaType: String?, address: String)

    /// Writes `links`. An address that contains `{` is marked as a template.
    package mutating func links(_ links: [Link]) {
        key("links")
        array { json in
            for link in links {
                json.object { json in
                    json.member("rel", link.relation)
                    if let type = link.mediaType { json.member("type", type) }
                    json.member("href", link.address)
                    if link.address.contains("{") { json.member("templated", true) }
                }
            }
        }
    }

    /// Writes a position in the units of a reference system, longitude or x first.
    mutating func pair(_ x: Double, _ y: Double) {
        array { json in
            json.number(x, decimals: 6)
            json.number(y, decimals: 6)
        }
    }
}
