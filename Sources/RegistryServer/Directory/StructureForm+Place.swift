internal import GeoIndex
internal import Locator
internal import Records
internal import Registry
internal import TileServer

extension StructureForm {
    /// The address with the places that it can mean, and the map.
    static func place(
        _ visit: Visit, _ live: StructureFields, sent: Bool, address: PageForm.Group
    ) -> [PageForm.Group] {
        var address = address
        let legend = visit.words("Θέση στον χάρτη", "Position on the map")
        guard let data = visit.region else {
            let hint = visit.words(
                "Ο διακομιστής δεν έχει τα δεδομένα της Περιφέρειας (--dataset): η διεύθυνση δεν αναζητείται και δεν υπάρχει χάρτης. Γράψτε τη θέση με αριθμούς.",
                "The server has no dataset of the region (--dataset): addresses are not found and there is no map. Write the position as numbers."
            )
            return [address, PageForm.Group(legend: legend, hint: hint, fields: [])]
        }
        address.button = PageForm.Button(
            name: find, value: findsAddress, text: visit.words("Βρες τη διεύθυνση", "Find the address"), anchor: "place"
        )
        let municipality = sent ? visit.text("municipality") : live.text(.municipality) ?? ""
        var groups = [address]
        if visit.text(find) == findsAddress {
            groups.append(PositionInput.candidates(visit, municipality, data.dataset, name: find, value: takesPlace))
        }
        let point = sent ? PositionInput(visit).point : PlacedPoint(live[.position])
        var map = visit.map(of: point) ?? PageMap(text: "")
        if visit.hasMap {
            let row = data.dataset.municipalityRow(code: municipality)
            let box = row.map(data.dataset.bounds(ofMunicipality:)) ?? data.tiles.renderer.bounds
            map.live = LiveMap(
                lang: visit.language.tag,
                bounds: box.flatMap { $0.isEmpty ? nil : "\($0.west),\($0.south),\($0.east),\($0.north)" })
        }
        map.caption = point?.words(visit) ?? visit.words("Χωρίς θέση.", "No position.")
        groups.append(PageForm.Group(id: groups.count == 1 ? "place" : nil, legend: legend, map: map, fields: []))
        return groups
    }
}
