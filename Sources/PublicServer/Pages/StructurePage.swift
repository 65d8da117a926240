internal import PageKit
internal import Records

/// The page of a structure. Printed, it is a sheet with a QR code that links back to it.
struct StructurePage: SitePage {
    static let template = PageTemplate("structure", PackageResources.structure_mustache)

    let base: Layout
    let exit: ExitLink?
    /// A link back to the answer that the page was reached from, or to the search.
    let back: Link
    let sheet: StructureSheet
    /// The offer to keep the page on the device; nil for a shelter.
    let keep: KeepOffer?
    let map: MapPart
    let code: Code?

    /// A QR code with its text.
    struct Code: PageValue {
        /// The number of modules per side, with the quiet zone.
        let extent: String
        /// The dark modules as an SVG path.
        let path: String
        let link: String
        let text: String
    }
}

extension StructurePage.Code {
    /// A code of a link; nil when the link is too long.
    init?(_ link: String, _ language: Language) {
        guard let code = QRCode(link) else { return nil }
        self.init(
            extent: "\(code.size + 8)", path: code.path, link: link,
            text: Phrase(el: "Η σελίδα της υπηρεσίας", en: "The page of this place")[language])
    }
}
