internal import Records

/// What is said alike of the dataset, of the sets it is made from and of the interfaces that serve it.
extension CatalogueRecord {
    /// One of the sets that the dataset is made from: whom it credits is the publisher, and the page given for it is where it
    /// is had and whom to ask.
    func source(_ credit: RegionDescription.Credit, _ json: inout JSONWriter) {
        let page = credit.url.hasPrefix("http") ? credit.url : "\(address)/about"
        json.object { json in
            json.member("@id", name("source-\(credit.id)"))
            json.member("@type", "dcat:Dataset")
            title(of: credit, &json)
            json.key("dct:publisher")
            json.labelled("foaf:Agent", credit.attribution, property: "foaf:name")
            contact(credit.attribution, page, &json)
            theme(&json)
            if let date = credit.dataDate {
                json.key("dct:modified")
                json.date(date)
                temporal(date, &json)
            }
            json.key("dct:rights")
            json.labelled("dct:RightsStatement", credit.attribution)
            json.key("dcat:distribution")
            json.object { json in
                json.member("@type", "dcat:Distribution")
                title(of: credit, &json)
                json.member("dcat:accessURL", page)
            }
        }
    }

    private func title(of credit: RegionDescription.Credit, _ json: inout JSONWriter) {
        json.key("dct:title")
        json.tagged(credit.title)
        json.key("dct:description")
        json.tagged(credit.title)
        json.key("dct:license")
        json.licence(credit.licence, link: nil)
    }

    func contact(_ name: String, _ page: String, _ json: inout JSONWriter) {
        json.key("dcat:contactPoint")
        json.object { json in
            json.member("@type", "vcard:Kind")
            json.member("vcard:fn", name)
            json.member("vcard:hasURL", page)
        }
    }

    /// «Population and society»: what services there are, and where people and municipalities are, all belong to it.
    func theme(_ json: inout JSONWriter) {
        json.key("dcat:theme")
        json.concept("Population and society", "SOCI", of: "\(Self.vocabulary)/data-theme")
    }

    func keywords(_ json: inout JSONWriter) {
        json.key("dcat:keyword")
        json.tagged(LocalizedText(["el": "κοινωνικές υπηρεσίες", "en": "social services"]))
    }

    /// Up to when the data tells.
    func temporal(_ date: String, _ json: inout JSONWriter) {
        json.key("dct:temporal")
        json.object { json in
            json.member("@type", "dct:PeriodOfTime")
            json.key("dcat:endDate")
            json.date(date)
        }
    }
}

extension JSONWriter {
    /// Writes a text as JSON-LD: one value with a tag per language; a text whose language is not known has no tag.
    mutating func tagged(_ text: LocalizedText) {
        array { json in
            for entry in text.entries {
                json.object { json in
                    if entry.tag != "und" { json.member("@language", entry.tag) }
                    json.member("@value", entry.text)
                }
            }
        }
    }

    /// Writes something of `type` of which only the name is known.
    mutating func labelled(
        _ type: String, _ name: String, link: String? = nil, property: StaticString = "rdfs:label"
    ) {
        object { json in
            if let link { json.member("@id", link) }
            json.member("@type", type)
            json.member(property, name)
        }
    }

    /// Writes something of `type` that a link alone names, with the vocabulary it is a term of.
    mutating func typed(_ type: String, _ link: String, scheme: String? = nil) {
        object { json in
            json.member("@id", link)
            json.member("@type", type)
            if let scheme { json.member("skos:inScheme", scheme) }
        }
    }

    /// Writes a term of a vocabulary.
    mutating func concept(_ name: String, _ code: String, of scheme: String) {
        object { json in
            json.member("@id", "\(scheme)/\(code)")
            json.member("@type", "skos:Concept")
            json.member("skos:prefLabel", name)
            json.member("skos:inScheme", scheme)
        }
    }

    /// Writes a date that may be a month or a year alone, with its type.
    mutating func date(_ date: String) {
        let type =
            switch date.utf8.count {
            case 4: "xsd:gYear"
            case 7: "xsd:gYearMonth"
            default: "xsd:date"
            }
        object { json in
            json.member("@type", type)
            json.member("@value", date)
        }
    }

    /// Writes a licence; one named by its SPDX identifier, which holds a version, is linked to SPDX.
    mutating func licence(_ name: String, link: String?) {
        let isListed =
            !name.hasPrefix("LicenseRef-") && name.contains { $0.isNumber }
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
            }
        labelled("dct:LicenseDocument", name, link: link ?? (isListed ? "http://spdx.org/licenses/\(name)" : nil))
    }
}
