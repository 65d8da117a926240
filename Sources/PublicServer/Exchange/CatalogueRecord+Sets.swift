internal import Records

/// The parts that the records of the dataset, its sources and its services have in common.
extension CatalogueRecord {
    /// Writes one source of the dataset. Its publisher is the party credited; its landing page and contact are the URL
    /// given for it.
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

    /// Writes the EU theme «Population and society», which fits services, populations and municipalities.
    func theme(_ json: inout JSONWriter) {
        json.key("dcat:theme")
        json.concept("Population and society", "SOCI", of: "\(Self.vocabulary)/data-theme")
    }

    func keywords(_ json: inout JSONWriter) {
        json.key("dcat:keyword")
        json.tagged(LocalizedText(["el": "κοινωνικές υπηρεσίες", "en": "social services"]))
    }

    /// Writes the date up to which the data is current.
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
    /// Writes a text as JSON-LD, one value per language; a text of unknown language has no tag.
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

    /// Writes a node of `type` with a label.
    mutating func labelled(
        _ type: String, _ name: String, link: String? = nil, property: StaticString = "rdfs:label"
    ) {
        object { json in
            if let link { json.member("@id", link) }
            json.member("@type", type)
            json.member(property, name)
        }
    }

    /// Writes a node of `type` identified by a link, with its vocabulary.
    mutating func typed(_ type: String, _ link: String, scheme: String? = nil) {
        object { json in
            json.member("@id", link)
            json.member("@type", type)
            if let scheme { json.member("skos:inScheme", scheme) }
        }
    }

    /// Writes a concept of a vocabulary.
    mutating func concept(_ name: String, _ code: String, of scheme: String) {
        object { json in
            json.member("@id", "\(scheme)/\(code)")
            json.member("@type", "skos:Concept")
            json.member("skos:prefLabel", name)
            json.member("skos:inScheme", scheme)
        }
    }

    /// Writes a date, year and month, or year, with its XSD type.
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

    /// Writes a licence. A name in the form of an SPDX identifier with a version is linked to SPDX.
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
