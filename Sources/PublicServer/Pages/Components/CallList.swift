internal import Entitlement
internal import Locator
internal import PageKit
internal import Records

/// Whom to call when no structure of the list helps: the municipality, and lines that answer everywhere.
struct CallList: PageValue {
    let lines: [Line]

    /// A telephone number and who answers it.
    struct Line: PageValue {
        /// The number as in `tel:`.
        let link: String
        let phone: String
        let name: String
    }

    struct Words {
        let callTitle = Phrase(el: "Δεν βρήκατε αυτό που θέλετε;", en: "Not what you were looking for?")
        let callHint = Phrase(el: "Μπορείτε να ρωτήσετε:", en: "You can ask:")
    }
    static let words = WordList(Words())
}

extension CallList {
    /// The lines for people of a municipality; nil when none is known.
    ///
    /// - Parameter municipality: The row of the municipality, if it is known.
    init?(_ frame: PageFrame, municipality: Int?) {
        let dataset = frame.data.dataset
        var lines: [Line] = []
        if let municipality, let phone = dataset.municipalPhone(ofMunicipality: municipality),
            let call = Call.list(phone, frame.language).first
        {
            let name = dataset.municipalities[municipality].title(in: frame.language)
            lines.append(Line(link: call.link, phone: phone, name: name))
        }
        lines += dataset.help.general.map {
            Line(link: $0.phone, phone: $0.phone, name: $0.names.text(in: frame.language))
        }
        guard !lines.isEmpty else { return nil }
        self.init(lines: lines)
    }
}
