import Geocoding
import Testing

@Suite struct ScriptTests {
    @Test(arguments: [
        ("Λάρισα", false), ("Ἑρμοῦ 12", false), ("Larissa", false), ("Çmimi, Ødegård", false), ("45, «…» – 3ος", false),
        ("", false), ("لاريسا", true), ("Лариса", true), ("Larisa або Волос", true), ("拉里萨", true),
    ])
    func letters(_ text: String, _ areOthers: Bool) {
        #expect(Script.hasOthers(text) == areOthers)
    }
}
