import Alerts
import GeoIndex
import Records
import Testing
import TestSupport

/// Documents of the Common Alerting Protocol: which are messages, and what is wrong with the others.
struct AlertReadingTests {
    /// A document with the place of its fault; nil for a message.
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let fault: String?

        var testDescription: String { name }

        init(_ name: String, _ text: String, fault: String? = nil) {
            (self.name, self.text, self.fault) = (name, text, fault)
        }
    }

    private typealias F = AlertFixture
    private static let square = "39.5,22.0 39.6,22.0 39.6,22.1 39.5,22.1 39.5,22.0"
    private static let reference = "<references>gr.test,a0,2023-09-06T10:00:00+03:00</references>"
    private static let bomb = """
        <?xml version="1.0"?><!DOCTYPE alert [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
        """

    // swift-format-ignore
    static let samples: [Sample] = [
        Sample("usual", F.document()),
        Sample("utf-8 mark", "\u{FEFF}" + F.document()),
        Sample("no declaration", F.document(prolog: "")),
        Sample("UTC without Z", F.document(sent: "2023-09-06T09:00:00-00:00")),
        Sample("UTC with Z", F.document(sent: "2023-09-06T09:00:00Z")),
        Sample("polygon", F.document(area: F.area("<polygon>\(square)</polygon>"))),
        Sample("two polygons", F.document(area: F.area("<polygon>\(square)</polygon><polygon>\(square)</polygon>"))),
        Sample("circle", F.document(area: F.area("<circle>39.5,22.0 12.5</circle>"))),
        Sample("circle of no size", F.document(area: F.area("<circle>39.5,22.0 0</circle>"))),
        Sample("geocode", F.document(area: F.area("<geocode><valueName>ELSTAT</valueName><value>2204</value></geocode>"))),
        Sample("no area", F.document(area: "")),
        Sample("no end", F.document(expires: "")),
        Sample("exercise", F.document(status: "Exercise")),
        Sample("test", F.document(status: "Test")),
        Sample("restricted", F.document(scope: "Restricted", extra: "<restriction>crews</restriction>")),
        Sample("update", F.document(type: "Update", extra: reference)),
        Sample("cancel without information", F.document(type: "Cancel", extra: reference, info: "")),
        Sample("acknowledgement", F.document(type: "Ack", extra: reference, info: "")),
        Sample("signature", F.document(extra: #"<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><x/></Signature>"#)),
        Sample("escaped text", F.document(event: "&lt;script&gt; &amp; &#x3A0;")),
        Sample("CDATA", F.document(event: "<![CDATA[a < b]]>")),
        Sample("comment", F.document(event: "Πλημ<!-- no -->μύρα")),
        Sample("spaces in a polygon", F.document(area: F.area("<polygon>\n 39.5,22.0  39.6,22.0\t39.6,22.1 39.5,22.0 </polygon>"))),
        Sample("repeated corner", F.document(area: F.area("<polygon>39.5,22.0 39.5,22.0 39.6,22.0 39.6,22.1 39.5,22.0</polygon>"))),
        Sample("over the date line", F.document(area: F.area("<polygon>10,179.5 11,179.5 11,-179.5 10,179.5</polygon>"))),
        Sample("open polygon", F.document(area: F.area("<polygon>39.5,22.0 39.6,22.0 39.6,22.1 39.5,22.1</polygon>")), fault: "alert/info[1]/area[1]/polygon"),
        Sample("crossing polygon", F.document(area: F.area("<polygon>39.5,22.0 39.6,22.1 39.6,22.0 39.5,22.1 39.5,22.0</polygon>")), fault: "alert/info[1]/area[1]/polygon"),
        Sample("polygon with a bridge to a hole", F.document(area: F.area("<polygon>39,22 40,22 40,23 39,23 39,22 39.2,22.2 39.4,22.2 39.4,22.4 39.2,22.2 39,22</polygon>")), fault: "alert/info[1]/area[1]/polygon"),
        Sample("flat polygon", F.document(area: F.area("<polygon>39,22 39.5,22 40,22 39,22</polygon>")), fault: "alert/info[1]/area[1]/polygon"),
        Sample("two corners", F.document(area: F.area("<polygon>39,22 40,22 39,22</polygon>")), fault: "alert/info[1]/area[1]/polygon"),
        Sample("empty polygon", F.document(area: F.area("<polygon/>")), fault: "alert/info[1]/area[1]/polygon"),
        Sample("longitude first", F.document(area: F.area("<polygon>22,139 22,140 23,140 22,139</polygon>")), fault: nil),
        Sample("latitude of 95", F.document(area: F.area("<circle>95,22 1</circle>")), fault: "alert/info[1]/area[1]/circle"),
        Sample("circle without radius", F.document(area: F.area("<circle>39,22</circle>")), fault: "alert/info[1]/area[1]/circle"),
        Sample("negative radius", F.document(area: F.area("<circle>39,22 -1</circle>")), fault: "alert/info[1]/area[1]/circle"),
        Sample("decimal comma", F.document(area: F.area("<circle>39,5,22,1 1</circle>")), fault: "alert/info[1]/area[1]/circle"),
        Sample("no areaDesc", F.document(area: "<area><circle>39,22 1</circle></area>"), fault: "alert/info[1]/area[1]/areaDesc"),
        Sample("ends before it is sent", F.document(expires: "2023-09-06T11:00:00+03:00"), fault: "alert/info[1]/expires"),
        Sample("ends when it is sent", F.document(expires: "2023-09-06T09:00:00-00:00"), fault: "alert/info[1]/expires"),
        Sample("ends before it counts", F.document(infoExtra: "<effective>2023-09-08T00:00:00+03:00</effective>"), fault: "alert/info[1]/expires"),
        Sample("time without offset", F.document(sent: "2023-09-06T12:00:00"), fault: "alert/sent"),
        Sample("day that is none", F.document(sent: "2023-02-30T12:00:00+02:00"), fault: "alert/sent"),
        Sample("unknown status", F.document(status: "Real"), fault: "alert/status"),
        Sample("status in small letters", F.document(status: "actual"), fault: "alert/status"),
        Sample("unknown type", F.document(type: "Warning"), fault: "alert/msgType"),
        Sample("unknown scope", F.document(scope: "All"), fault: "alert/scope"),
        Sample("unknown urgency", F.document(urgency: "Soon"), fault: "alert/info[1]/urgency"),
        Sample("unknown category", F.document(category: "Water"), fault: "alert/info[1]/category"),
        Sample("no category", F.document(category: ""), fault: "alert/info[1]/category"),
        Sample("no event", F.document(event: ""), fault: "alert/info[1]/event"),
        Sample("blank event", F.document(event: " \n "), fault: "alert/info[1]/event"),
        Sample("no identifier", F.document(identifier: ""), fault: "alert/identifier"),
        Sample("identifier with a comma", F.document(identifier: "a,1"), fault: "alert/identifier"),
        Sample("sender with a space", F.document(sender: "gr test"), fault: "alert/sender"),
        Sample("alert without information", F.document(info: ""), fault: "alert/info"),
        Sample("update of nothing", F.document(type: "Update"), fault: "alert/references"),
        Sample("cancel of nothing", F.document(type: "Cancel", info: ""), fault: "alert/references"),
        Sample("cancel of itself", F.document(type: "Cancel", extra: "<references>gr.test,a1,2023-09-06T09:00:00Z</references>", info: ""), fault: "alert/references"),
        Sample("reference of two parts", F.document(type: "Update", extra: "<references>gr.test,a0</references>"), fault: "alert/references"),
        Sample("script as an address", F.document(infoExtra: "<web>javascript:alert(1)</web>"), fault: "alert/info[1]/web"),
        Sample("two events", F.document(infoExtra: "<event>x</event>"), fault: "alert/info[1]/event"),
        Sample("unknown element", F.document(infoExtra: "<colour>red</colour>"), fault: "alert/info[1]/colour"),
        Sample("element of another namespace", F.document(infoExtra: #"<x:a xmlns:x="urn:x">1</x:a>"#), fault: "alert/info[1]/a"),
        Sample("CAP 1.1", F.document(namespace: "urn:oasis:names:tc:emergency:cap:1.1"), fault: "alert"),
        Sample("no namespace", F.document(namespace: ""), fault: "alert"),
        Sample("resource without type", F.document(infoExtra: "<resource><resourceDesc>map</resourceDesc></resource>"), fault: "alert/info[1]/resource[1]/mimeType"),
        Sample("document type", F.document(prolog: "<!DOCTYPE alert>"), fault: "line 1"),
        Sample("entity bomb", F.document(event: "&b;", prolog: bomb), fault: "line 1"),
        Sample("external entity", F.document(event: "&x;", prolog: #"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>"#), fault: "line 1"),
        Sample("cut off", String(F.document().dropLast(9)), fault: "line 6"),
        Sample("deep", String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100), fault: "alert"),
        Sample("HTML", "<html><body></body></html>", fault: "html"),
        Sample("empty", "", fault: "line 1"),
        Sample("JSON", "{}", fault: "line 1"),
    ]

    @Test(arguments: samples) func readsWhatTheStandardAllows(_ sample: Sample) {
        do throws(AlertFault) {
            let alert = try Alert(cap: Array(sample.text.utf8))
            #expect(sample.fault == nil, "read as \(alert)")
        } catch {
            #expect(error.place == sample.fault, "\(error)")
        }
    }

    @Test func theCorpusHasEnoughOfBothKinds() {
        #expect(Self.samples.filter { $0.fault == nil }.count >= 20)
        #expect(Self.samples.filter { $0.fault != nil }.count >= 40)
    }

    @Test func whatIsWrittenIsReadAsEqual() throws {
        var random = SeededGenerator(seed: 17)
        for index in 0..<500 {
            let alert = AlertFixture.random(index, using: &random)
            let read = try Alert(cap: alert.cap)
            #expect(read == alert)
        }
    }

    /// 12,000 damaged documents: each is read or refused with a place, and what is read can be written and read again.
    @Test func damagedDocumentsAreReadOrRefused() throws {
        var random = SeededGenerator(seed: 171)
        let sound = Self.samples.filter { $0.fault == nil }.map { Array($0.text.utf8) }
        var refused = 0
        for _ in 0..<12_000 {
            var bytes = sound.randomElement(using: &random)!
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            do throws(AlertFault) {
                let alert = try Alert(cap: bytes)
                #expect((try? Alert(cap: alert.cap)) == alert)
            } catch {
                refused += 1
                #expect(!error.place.isEmpty && !error.greek.isEmpty)
            }
        }
        #expect(refused > 6000)
    }
}
