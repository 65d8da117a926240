internal import Locator
internal import OpeningHours
internal import Records

extension StructureFacts {
    /// The hours of the day of the page in words. Unknown hours are never open.
    var dayHours: StructureSheet.Today {
        let opening = openingNow
        let row = frame.data.dataset.structureRow(id: structure.id)
        let day = row.flatMap { frame.data.dataset.timetable(ofStructure: $0, from: today, days: 1)?.first }
        let isNow = frame.moment == nil
        let date = DateWords.day(today, in: language)
        let title =
            isNow ? Phrase(el: "Σήμερα, \(date)", en: "Today, \(date)")[language] : "\(date) \(today.parts.year)"
        guard let opening, opening.isKnown else {
            return StructureSheet.Today(
                title: title, hours: nil, state: nil, unread: structure.openingHours.map { "«\($0)»" })
        }
        let lines = (day?.lines ?? []).map { line in
            let words = words(line)
            return words.comment.isEmpty ? words.span : "\(words.span) \(words.comment)"
        }
        let word = Opening.word(opening.state, in: language)
        // On a day without hours it is closed not only now.
        let isPassing = opening.state == .open || opening.state == .closed && !lines.isEmpty
        return StructureSheet.Today(
            title: title, hours: lines.isEmpty ? nil : lines.joined(separator: ", "),
            state: OpeningLine(
                openState: opening.state.code,
                openWord: isNow && isPassing ? Phrase(el: "\(word) τώρα", en: "\(word) now")[language] : word,
                openText: opening.textAfterWord(in: language, showsTimeLeft: isNow)),
            unread: nil)
    }
}
