import Records
import Testing

struct LocalizedTextTests {
    @Test func fallsBackToAnotherLanguage() {
        let text = LocalizedText(["el": "Λάρισα", "en": "Larissa", "sq": "Larisa"])
        #expect(text.text(in: "sq") == "Larisa")
        #expect(text.text(in: "en-GB") == "Larissa")
        #expect(text.text(in: "uk") == "Λάρισα")
        #expect(LocalizedText(["und": "Vaduz"]).text(in: "el") == "Vaduz")
        #expect(LocalizedText().text(in: "el") == "")
    }

    @Test func keepsNoEmptyTextAndOneEntryPerTag() {
        let text = LocalizedText(["EL": "α", "en": ""])
        #expect(text.entries == [LocalizedText.Entry(tag: "el", text: "α")])
        var changed = text
        changed["en"] = "a"
        changed["el"] = nil
        #expect(changed.entries.map(\.tag) == ["en"])
    }

    @Test func packsAndReadsBack() {
        for texts in [[:], ["el": "Άγιος, Γεώργιος"], ["el": "α", "en": "b", "und": "c"]] {
            let text = LocalizedText(texts)
            #expect(LocalizedText(packed: text.packed) == text)
        }
        #expect(LocalizedText(packed: "no tag")["und"] == "no tag")
    }
}
