import Alerts
import GeoIndex
import Records
import TestSupport

/// Messages for tests.
enum AlertFixture {
    static let now = AlertTime("2023-09-06T12:00:00+03:00")!

    /// A document with the elements of `info`, `area` and `alert` as given; nil for the usual one, an empty text for none.
    static func document(
        identifier: String? = nil, sender: String? = nil, sent: String? = nil, status: String? = nil,
        type: String? = nil,
        scope: String? = nil, extra: String = "", info: String? = nil, infoExtra: String = "", area: String? = nil,
        expires: String? = nil, urgency: String? = nil, event: String? = nil, category: String? = nil,
        namespace: String = "urn:oasis:names:tc:emergency:cap:1.2",
        prolog: String = #"<?xml version="1.0" encoding="UTF-8"?>"#
    ) -> String {
        func element(_ name: String, _ text: String?, _ usual: String) -> String {
            let text = text ?? usual
            return text.isEmpty ? "" : "<\(name)>\(text)</\(name)>"
        }
        let usualInfo = """
            <info><language>el</language>\(element("category", category, "Met"))\(element("event", event, "Πλημμύρα"))
            \(element("urgency", urgency, "Immediate"))<severity>Extreme</severity><certainty>Observed</certainty>
            \(element("expires", expires, "2023-09-07T12:00:00+03:00"))<headline>Πλημμύρα στον Παλαμά</headline>
            \(infoExtra)\(area ?? "<area><areaDesc>Παλαμάς</areaDesc></area>")</info>
            """
        return """
            \(prolog)<alert xmlns="\(namespace)">\(element("identifier", identifier, "a1"))\(element("sender", sender, "gr.test"))
            \(element("sent", sent, "2023-09-06T12:00:00+03:00"))\(element("status", status, "Actual"))
            \(element("msgType", type, "Alert"))\(element("scope", scope, "Public"))\(extra)\(info ?? usualInfo)</alert>
            """
    }

    static func area(_ shapes: String) -> String { "<area><areaDesc>Παλαμάς</areaDesc>\(shapes)</area>" }

    /// A message of random content.
    static func random(_ index: Int, using random: inout SeededGenerator) -> Alert {
        func text() -> String {
            let letters = Array("αβγδΠλημμύρα <>&\"' \n\u{1F30A}аб")
            return String(
                (0..<Int.random(in: 1...20, using: &random)).map { _ in letters.randomElement(using: &random)! })
        }
        func word() -> String { "w\(Int.random(in: 0...999, using: &random)).\(index)" }
        func moment(_ hours: ClosedRange<Int>) -> AlertTime {
            AlertTime(
                now.instant.adding(seconds: 3600 * Int.random(in: hours, using: &random)),
                offsetMinutes: [0, 120, 180, -210].randomElement(using: &random)!)
        }
        var alert = Alert(
            key: Alert.Key(sender: word(), identifier: word(), sent: moment(-48...0)),
            status: Alert.Status.allCases.randomElement(using: &random)!,
            type: Alert.MessageType.allCases.randomElement(using: &random)!,
            scope: Alert.Scope.allCases.randomElement(using: &random)!)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            alert.references.append(Alert.Key(sender: word(), identifier: word(), sent: moment(-90 ... -50)))
        }
        if Bool.random(using: &random) { alert.note = "note \(index)" }
        for language in ["el", "en-US", "ar"].prefix(Int.random(in: 1...3, using: &random)) {
            var info = AlertInfo(
                language: language, category: AlertInfo.Category.allCases.randomElement(using: &random)!,
                event: "x\(text())x",
                urgency: AlertInfo.Urgency.allCases.randomElement(using: &random)!,
                severity: AlertInfo.Severity.allCases.randomElement(using: &random)!,
                certainty: AlertInfo.Certainty.allCases.randomElement(using: &random)!)
            info.expires = Bool.random(using: &random) ? moment(1...48) : nil
            info.headline = "h\(text())h"
            info.instruction = "i\(text())i"
            info.web = Bool.random(using: &random) ? "https://example.org/?a=1&b=2" : nil
            info.parameters = [AlertInfo.Pair("translation", "template"), AlertInfo.Pair("other", "v\(text())v")]
            var area = AlertArea("a\(text())a")
            let (lon, lat) = (Double.random(in: 21...24, using: &random), Double.random(in: 38...40, using: &random))
            area.polygons = [
                [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.0)].map {
                    Coordinate(longitude: lon + $0.0, latitude: lat + $0.1)
                }
            ]
            area.circles = [AlertArea.Circle(centre: Coordinate(longitude: lon, latitude: lat), radiusMetres: 1500)]
            area.geocodes = [AlertInfo.Pair("ELSTAT", "2204")]
            info.areas = [area]
            alert.infos.append(info)
        }
        return alert
    }
}
