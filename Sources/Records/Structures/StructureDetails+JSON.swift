/// The members that details add to a structure's JSON object.
///
/// They are the same in answers, in the dataset and in exchange files, so that what is written reads back without loss.
extension StructureDetails {
    /// Writes the members into the open object. Unknown ones are null or empty lists.
    package func writeMembers(to json: inout JSONWriter) {
        json.member("delivery", delivery.rawValue)
        json.member("redacted", isRedacted)
        json.member("organisation", organisation)
        json.member("statusReason", statusReason)
        json.member("validFrom", validFrom.map(TimeText.text))
        json.member("validTo", validTo.map(TimeText.text))
        json.key("serviceArea")
        if serviceArea.isEmpty { json.null() } else { write(serviceArea, to: &json) }
        json.key("accessibility")
        json.object { json in
            for feature in Accessibility.Feature.allCases {
                json.key(named: feature.rawValue)
                json.string(accessibility[feature].map { $0 ? "yes" : "no" } ?? "unknown")
            }
            json.member("date", accessibility.date.map(TimeText.text))
        }
        json.member("accessNote", accessNote)
        json.member("languages", languages)
        json.member("audiences", audiences)
        json.member("eligibility", eligibility)
        json.member("minimumAge", minimumAge, decimals: 2)
        json.member("maximumAge", maximumAge, decimals: 2)
        json.member("application", application)
        json.member("interpretation", interpretation)
        json.key("services")
        json.array { json in for service in services { write(service, to: &json) } }
        json.key("documents")
        json.array { json in for document in documents { json.text(document) } }
        json.member("cost", cost?.rawValue)
        json.member("costNote", costNote)
        json.member("appointment", appointment?.rawValue)
        json.member("capacity", capacity)
        json.key("contacts")
        json.array { json in
            for contact in contacts {
                json.object { json in
                    json.member("name", contact.names)
                    json.member("role", contact.roles)
                    json.member("phone", contact.phone)
                    json.member("email", contact.email)
                }
            }
        }
        json.key("funding")
        json.array { json in
            for funding in funding {
                json.object { json in
                    json.member("name", funding.names)
                    json.member("code", funding.code)
                    json.member("from", funding.from.map(TimeText.text))
                    json.member("to", funding.to.map(TimeText.text))
                }
            }
        }
        json.member("checkEveryDays", checkEveryDays)
    }

    private func write(_ area: ServiceArea, to json: inout JSONWriter) {
        json.object { json in
            json.member("municipalities", area.municipalities)
            json.member("settlements", area.settlements)
            json.key("outline")
            if area.outline.isEmpty { json.null() } else { json.multiPolygon(area.outline) }
        }
    }

    private func write(_ service: StructureService, to json: inout JSONWriter) {
        json.object { json in
            json.member("code", service.code)
            json.member("name", service.names)
            json.member("description", service.descriptions)
            json.member("programmes", service.programmes)
        }
    }
}
