internal import Foundation
internal import Records

extension StoredStructure {
    /// Whether it states anything about its place besides its municipality.
    var hasPlace: Bool {
        coordinate != nil || !address.isEmpty || street != nil || settlement != nil || postcode != nil
    }

    /// The telephone that may be published: without the numbers of the place itself, if there are others.
    var publishedPhone: String? {
        guard let phone, let record = PartnerPlace(tags[DetailField.partnerRecord]) else { return phone }
        let shown = phone.components(separatedBy: "; ").filter { !record.phones.contains($0) }
        return shown.isEmpty ? phone : shown.joined(separator: "; ")
    }

    /// Removes its place, except its municipality.
    mutating func withhold(_ resolver: MunicipalityResolver) {
        isWithheld = true
        if municipality == nil, municipalityName == nil { municipality = coordinate.flatMap(resolver.areas.name) }
        phone = publishedPhone
        coordinate = nil
        accuracyMetres = nil
        positionNote = LocalizedText()
        address = LocalizedText()
        (street, houseNumber, postcode, settlement) = (nil, nil, nil, nil)
        tags = tags.filter { DetailField.isPublished($0.key) }
        tags[DetailField.redacted.key(language: nil)] = "yes"
    }
}
