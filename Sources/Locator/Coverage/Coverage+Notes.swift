public import Records

extension Coverage {
    /// Returns notes that explain the figures.
    public func notes(_ table: CoverageTable) -> [LocalizedText] {
        var notes: [LocalizedText] = []
        if structures.isEmpty, query.openAt != nil {
            notes.append(
                LocalizedText([
                    "el": "Καμία δομή αυτού του είδους δεν είναι γνωστό ότι ανοίγει τότε.",
                    "en": "No structure of this kind is known to be open then.",
                ]))
        } else if structures.isEmpty {
            notes.append(
                LocalizedText([
                    "el": "Καμία δομή αυτού του είδους με γνωστή θέση.",
                    "en": "No structure of this kind with a known position.",
                ]))
        }
        if isEstimate {
            notes.append(
                LocalizedText([
                    "el": "Χρόνοι κατ’ εκτίμηση: το οδικό δίκτυο είναι υπόδειγμα, όχι το πραγματικό.",
                    "en": "Times are estimates: the roads are a sample, not the real ones.",
                ]))
        }
        if withoutHours > 0 {
            notes.append(
                LocalizedText([
                    "el": "Δομές με άγνωστο ωράριο, που δεν μετρήθηκαν ως ανοιχτές: \(withoutHours).",
                    "en": "Structures with unknown hours, not counted as open: \(withoutHours).",
                ]))
        }
        if withoutPosition > 0 {
            notes.append(
                LocalizedText([
                    "el": "Δομές χωρίς γνωστή θέση, που δεν μετρήθηκαν: \(withoutPosition).",
                    "en": "Structures without a known position, not counted: \(withoutPosition).",
                ]))
        }
        if approximateCount > 0 {
            notes.append(
                LocalizedText([
                    "el": "Δομές με θέση κατά προσέγγιση: \(approximateCount) από \(structures.count).",
                    "en": "Structures with an approximate position: \(approximateCount) of \(structures.count).",
                ]))
        }
        if table.isApportioned {
            notes.append(
                LocalizedText([
                    "el": "Οι οικισμοί απογράφηκαν άλλη χρονιά από τους δήμους: τα ποσοστά τους εφαρμόστηκαν στον "
                        + "πληθυσμό του δήμου.",
                    "en": "Settlements were counted in another year than municipalities: their shares were applied to "
                        + "the population of the municipality.",
                ]))
        }
        notes.append(
            LocalizedText([
                "el": "Μετρά η δομή που φτάνει κανείς πρώτη, όποιον δήμο κι αν εξυπηρετεί· κάθε οικισμός μετρά ως ένα "
                    + "σημείο.",
                "en": "What counts is the structure reached first, whichever municipality it serves; each settlement "
                    + "counts as one point.",
            ]))
        return notes
    }
}
