internal import GeoIndex
internal import Records

/// Checks of our own files after others edited them.
extension HSDSDocument {
    /// Checks that the standard's members agree with the record in our extension.
    ///
    /// They disagree after an edit with a program that knows only the standard. Nothing is dropped silently then.
    ///
    /// - Throws: `DataFileError` at the first member that disagrees.
    static func check(
        _ service: DataNode, _ place: DataNode, against structure: Structure
    ) throws(DataFileError) {
        let members = try loose(service)
        func agree(_ node: DataNode?, _ own: String?, _ what: String) throws(DataFileError) {
            guard let node = node?.present else { return }
            let text = try node.string()
            guard text == own ?? "" else {
                throw node.fault(
                    "\"\(own ?? "")\", as in \"plision\" for \(what); correct or remove one", found: "\"\(text)\"")
            }
        }
        try agree(members["status"], status(structure.status), "the status")
        try agree(members["url"], structure.website, "the web page")
        try agree(members["email"], structure.email, "the mail address")
        if let phones = try members["phones"]?.present?.array(), let first = phones.first {
            try agree(try loose(first)["number"], structure.phone, "the telephone")
        }
        func same(_ node: DataNode?, _ key: String, _ own: [String], _ what: String) throws(DataFileError) {
            guard let node = node?.present else { return }
            var found: [String] = []
            for item in try node.array() { found.append(try loose(item)[key]?.present?.string() ?? "") }
            guard found.sorted() == own.sorted() else {
                throw node.fault(
                    "\(what) as in \"plision\"; correct or remove one", found: "\(found.joined(separator: "; "))")
            }
        }
        let details = structure.details
        let names = [structure.names] + details.services.map(\.names)
        if let name = members["name"]?.present, !names.contains(where: { $0.text(in: "el") == (try? name.string()) }) {
            throw name.fault("a name that \"plision\" has; correct or remove one")
        }
        if let text = members["description"]?.present,
            !details.services.contains(where: { $0.descriptions.text(in: "el") == (try? text.string()) })
        {
            throw text.fault("a description that \"plision\" has; correct or remove one")
        }
        try same(members["languages"], "code", details.languages, "languages")
        try same(
            members["required_documents"], "document", details.documents.map { $0.text(in: "el") }, "documents")
        try same(
            members["schedules"], "description",
            schedules(of: structure, "").map { $0.text("description") ?? "" }, "schedules")
        guard let location = try loose(place)["location"]?.present else { return }
        let parts = try loose(location)
        try same(
            parts["accessibility"], "description",
            Accessibility.Feature.allCases.compactMap { words(of: $0, in: details.accessibility) }, "accessibility")
        try same(parts["phones"], "number", [], "phones of the location")
        try agree(parts["name"], structure.names.text(in: "el"), "the name")
        try agree(parts["description"], structure.address.text(in: "el"), "the address")
        for (key, own) in [
            ("latitude", structure.coordinate?.latitude), ("longitude", structure.coordinate?.longitude),
        ] {
            guard let node = parts[key]?.present else { continue }
            let number = try node.number()
            guard let own, abs(number - own) < 1e-6 else {
                throw node.fault("the position that \"plision\" has; correct or remove one", found: "\(number)")
            }
        }
    }
}
