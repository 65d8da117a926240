internal import PageKit
internal import Records

/// The offer to keep a page on the device. It shows only where scripts and storage are there, and no page about violence or
/// despair has it.
struct KeepOffer: PageValue {
    /// The name of the page in the list of what is kept.
    let keepName: String

    struct Words {
        let keep = Phrase(el: "Κράτησέ το σε αυτό το τηλέφωνο", en: "Keep it on this phone")
        let keepDone = Phrase(
            el: "Το κρατήσαμε εδώ. Ανοίγει και χωρίς δίκτυο.", en: "Kept here. It opens without a network too.")
        let keepFailed = Phrase(
            el: "Δεν έγινε. Δοκιμάστε ξανά με δίκτυο.", en: "That failed. Try again with a network.")
    }
    static let words = WordList(Words())
}

/// The offer to keep the part of the map in sight.
struct AreaOffer: PageValue {
    struct Words {
        let keepArea = Phrase(
            el: "Κράτησε αυτόν τον χάρτη για όταν δεν έχει δίκτυο", en: "Keep this map for when there is no network")
        let areaDone = Phrase(el: "Ο χάρτης κρατήθηκε σε αυτό το τηλέφωνο.", en: "The map is kept on this phone.")
        let areaFailed = KeepOffer.words.keepFailed
    }
    static let words = WordList(Words())
}

/// What is kept on the device, at the foot of every page, when something is.
struct KeptNote: PageValue {
    /// The page that lists what is kept.
    let keptPage: String

    struct Words {
        let keptTitle = Phrase(el: "Όσα κρατήσατε σε αυτό το τηλέφωνο", en: "What you keep on this phone")
        let clearKept = Phrase(el: "Διαγραφή όσων κρατήθηκαν", en: "Delete what is kept")
        let cleared = Phrase(el: "Διαγράφηκαν όλα.", en: "All of it is deleted.")
        let copy = Phrase(
            el: "Κρατημένη σελίδα, όπως ήταν στις #. Μπορεί κάτι να άλλαξε: τηλεφωνήστε πριν πάτε.",
            en: "A kept page, as it was on #. Something may have changed: phone before you go.")
        let keptArea = Phrase(el: "Χάρτης, όπως ήταν στις #", en: "A map, as it was on #")
    }
    static let words = WordList(Words())
}
