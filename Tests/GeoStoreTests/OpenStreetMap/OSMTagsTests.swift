import GeoStore
import Testing

@Suite struct OSMTagsTests {
    @Test func packsAndWalksInFileOrder() {
        let tags: OSMTags = ["highway": "residential", "name": "Οδός Ερμού", "lit": ""]
        #expect(tags.map(\.key) == ["highway", "name", "lit"])
        #expect(tags.map(\.value) == ["residential", "Οδός Ερμού", ""])
        #expect(tags.dictionary == ["highway": "residential", "name": "Οδός Ερμού", "lit": ""])
    }

    @Test func looksUpWholeKeysOnly() {
        let tags: OSMTags = ["name:el": "Α", "highway": "name", "name": "Β"]
        #expect(tags["name"] == "Β")
        #expect(tags["name:el"] == "Α")
        #expect(tags["nam"] == nil)
        #expect(tags["name:"] == nil)
        #expect(tags[""] == nil)
        #expect(tags.has("highway", "name"))
        #expect(!tags.has("highway", "nam"))
        #expect(!tags.has("highway", "names"))
        #expect(OSMTags()["name"] == nil)
    }

    @Test func firstValueOfARepeatedKeyCounts() {
        let tags: OSMTags = ["name": "first", "name": "second"]
        #expect(tags["name"] == "first")
        #expect(tags.dictionary == ["name": "first"])
    }

    @Test func trimsTexts() {
        let tags: OSMTags = ["name": "  A street\t", "ref": "  "]
        #expect(tags.text("name") == "A street")
        #expect(tags.text("ref") == nil)
        #expect(tags.text("none") == nil)
    }

    @Test func completesWhatIsMissing() {
        let tags: OSMTags = ["route": "ferry", "foot": "no"]
        let completed = tags.completed(from: [(key: "foot", value: "yes"), (key: "name", value: "Line 1")])
        #expect(completed.dictionary == ["route": "ferry", "foot": "no", "name": "Line 1"])
    }

    @Test func survivesBytesThatAreNotWhole() {
        #expect(OSMTags(bytes: [0x61]).map(\.key).isEmpty)
        #expect(OSMTags(bytes: [0x61, 0, 0x62]).map(\.key).isEmpty)
        #expect(OSMTags(bytes: [0x61, 0, 0x62])["a"] == nil)
        #expect(OSMTags(bytes: [0x61, 0, 0x62, 0, 0x63])["a"] == "b")
        #expect(OSMTags(bytes: [0, 0])[""] == "")
    }
}
