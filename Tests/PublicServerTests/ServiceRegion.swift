import GeoIndex
import Records

/// The invented region with hours, a calendar, a programme, and structures with details.
enum ServiceRegion {
    static let calendar = """
        {"format": 1, "timeZone": {"name": "Etc/UTC", "standardOffset": "+00:00"}, "easter": "orthodox",
         "appointmentWords": ["ραντεβού"],
         "feasts": [{"id": "new-year", "fixed": "01-01", "names": {"el": "Πρωτοχρονιά", "en": "New Year"},
          "certainty": "sourced", "source": "law"},
          {"id": "good-friday", "easter": -2, "names": {"el": "Μεγάλη Παρασκευή", "en": "Good Friday"},
          "certainty": "sourced", "source": "law"}],
         "municipalDays": [{"id": "patron", "municipality": "001", "fixed": "05-15",
          "names": {"el": "Πολιούχος", "en": "Patron day"}, "certainty": "sourced", "source": "law"}]}
        """
    static let programmes = """
        {"format": 1,
         "words": {"unknown": {"el": "άγνωστο", "en": "unknown"}, "doubtful": {"el": "(Ρωτήστε.)", "en": "(Ask.)"},
          "numbers": {"el": {"group": ".", "decimal": ","}, "en": {"group": ",", "decimal": "."}}},
         "sources": {"law": {"title": "Law", "url": "https://example.org/law", "date": "2023-11"}},
         "questions": [
          {"id": "adults", "form": "whole", "from": 1, "to": 20, "text": {"el": "Πόσοι ενήλικοι;", "en": "Adults?"}},
          {"id": "income", "form": "number", "to": 100000, "text": {"el": "Εισόδημα;", "en": "Income?"}},
          {"id": "rents", "form": "flag", "text": {"el": "Ενοίκιο;", "en": "Rent?"}}],
         "figures": [{"id": "single", "values": [
          {"to": "2023-11-30", "value": 200, "source": "law", "certainty": "sourced"},
          {"from": "2023-12-01", "value": 216, "source": "law", "certainty": "sourced"}]}],
         "definitions": [{"id": "limit", "rule": ["*", 6, "single"]}],
         "programmes": [{"code": "minimum", "names": {"el": "Ελάχιστο εισόδημα", "en": "Minimum income"},
          "summary": {"el": "Συμπληρώνει το εισόδημα.", "en": "Tops up income."}, "kinds": ["office"],
          "documents": [{"el": "Ταυτότητα", "en": "Identity card"}], "sources": ["law"], "checkedOn": "2026-01-01",
          "conditions": [{"id": "income", "test": ["<=", "income", "limit"],
           "met": {"el": "Έως {limit} €.", "en": "Up to €{limit}."},
           "unmet": {"el": "Πάνω από {limit} €.", "en": "Above €{limit}."},
           "open": {"el": "Λείπει το εισόδημα.", "en": "Income is missing."}}],
          "amount": "single", "amountText": {"el": "{amount} € τον μήνα.", "en": "€{amount} a month."}}]}
        """

    static func contents() -> DatasetContents {
        var contents = Region.contents()
        contents.calendar = Array(calendar.utf8)
        contents.programmes = Array(programmes.utf8)
        contents.kinds.append(
            StructureKind(
                code: "refuge", names: Region.text("Ξενώνας", "Refuge"), pictogram: "Ξ", isRedacted: true))
        var open = Region.structure("open", at: 10.5, phone: "2410 1", status: .active)
        open.openingHours = "Mo-Fr 08:00-15:00; PH off"
        open.details.languages = ["el", "sq"]
        open.details.accessibility = Accessibility(
            [.stepFree: true, .lift: false], date: CivilDate(year: 2026, month: 1, day: 5))
        open.details.documents = [Region.text("Ταυτότητα", "Identity card")]
        open.details.cost = .free
        open.details.services = [StructureService(code: "advice", names: Region.text("Συμβουλές", "Advice"))]
        var late = Region.structure("late", at: 10.52, phone: "2410 2", status: .active)
        late.openingHours = "Mo-Fr 10:00-15:00"
        late.details.accessibility[.stepFree] = false
        late.details.cost = .paid
        var refuge = Region.structure("refuge", kind: "refuge", at: 10.9, phone: "15900", status: .active)
        refuge.address = Region.text("Κρυφή 9", "Hidden 9")
        var shut = Region.structure("shut", kind: "clinic", at: 10.4, status: .suspended)
        shut.details.statusReason = Region.text("Χωρίς γιατρό", "No doctor")
        contents.structures = [
            open, late, refuge, shut, Region.structure("silent", kind: "clinic", at: 10.45, phone: "2410 3"),
            Region.structure("far", kind: "clinic", at: 11.5, municipality: "002"),
        ]
        contents.expected = [ExpectedKind(kind: "office"), ExpectedKind(kind: "clinic", municipality: "001")]
        return contents
    }
}
