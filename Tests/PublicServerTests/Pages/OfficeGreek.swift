/// Words that offices use among themselves. Pages for people say «υπηρεσία», «γραφείο», «για τους κατοίκους του Δήμου …».
enum OfficeGreek {
    private static let stems = ["δομή", "δομέ", "δομώ", "αρμόδι", "αφετηρί", "ανεπιβεβαίωτ", "αρμοδι"]

    /// The words of a page that begin with one of the stems.
    static func words(in page: String) -> [String] {
        page.lowercased().split { !$0.isLetter }.map(String.init).filter { word in stems.contains(where: word.hasPrefix)
        }
    }
}
