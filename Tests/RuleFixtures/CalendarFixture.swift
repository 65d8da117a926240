package import OpeningHours
package import Records

/// A calendar for the tests: eastern Mediterranean time zone, Orthodox Easter, municipalities `A` and `B`.
package enum CalendarFixture {
    package static let zone = ZoneRule(
        name: "Test/East", standardOffset: 7200,
        daylight: ZoneRule.Daylight(
            offset: 10800,
            start: ZoneRule.Change(month: 3, weekday: .sunday, nth: -1, secondOfDay: 3600, isUniversal: true),
            end: ZoneRule.Change(month: 10, weekday: .sunday, nth: -1, secondOfDay: 3600, isUniversal: true),
            years: 1996...9999))

    package static let json = """
        {
          "format": 1,
          "timeZone": {
            "name": "Test/East", "standardOffset": "+02:00",
            "daylight": {
              "offset": "+03:00", "fromYear": 1996,
              "start": {"month": 3, "weekday": "Su", "nth": -1, "time": "01:00", "clock": "utc"},
              "end": {"month": 10, "weekday": "Su", "nth": -1, "time": "01:00", "clock": "utc"}
            }
          },
          "easter": "orthodox",
          "sun": {"lon": 22.42, "lat": 39.64},
          "appointmentWords": ["ραντεβού", "appointment"],
          "walkInPhrases": ["χωρίς ραντεβού", "no appointment"],
          "feasts": [
            {"id": "new-year", "fixed": "01-01", "names": {"el": "Πρωτοχρονιά", "en": "New Year's Day"},
             "certainty": "sourced", "source": "law"},
            {"id": "epiphany", "fixed": "01-06", "names": {"el": "Θεοφάνια"}, "certainty": "sourced", "source": "law"},
            {"id": "clean-monday", "easter": -48, "names": {"el": "Καθαρά Δευτέρα"}, "certainty": "sourced",
             "source": "law"},
            {"id": "march-25", "fixed": "03-25", "names": {"el": "25η Μαρτίου"}, "certainty": "sourced",
             "source": "law"},
            {"id": "good-friday", "easter": -2, "names": {"el": "Μεγάλη Παρασκευή", "en": "Good Friday"},
             "certainty": "sourced", "source": "law"},
            {"id": "easter-monday", "easter": 1, "names": {"el": "Δευτέρα του Πάσχα"}, "certainty": "sourced",
             "source": "law"},
            {"id": "labour-day", "fixed": "05-01", "names": {"el": "Πρωτομαγιά"}, "certainty": "sourced",
             "source": "law"},
            {"id": "holy-spirit", "easter": 50, "names": {"el": "Αγίου Πνεύματος"}, "certainty": "sourced",
             "source": "law"},
            {"id": "august-15", "fixed": "08-15", "names": {"el": "Δεκαπενταύγουστος"}, "certainty": "sourced",
             "source": "law"},
            {"id": "october-28", "fixed": "10-28", "names": {"el": "28η Οκτωβρίου"}, "certainty": "sourced",
             "source": "law"},
            {"id": "christmas", "fixed": "12-25", "names": {"el": "Χριστούγεννα"}, "certainty": "sourced",
             "source": "law"},
            {"id": "christmas-2", "fixed": "12-26", "names": {"el": "26 Δεκεμβρίου"}, "certainty": "sourced",
             "source": "law", "fromYear": 1960}
          ],
          "moves": [{"feast": "labour-day", "from": "2024-05-01", "to": "2024-05-07", "source": "decision"}],
          "municipalDays": [
            {"id": "patron-a", "municipality": "A", "fixed": "05-15", "names": {"el": "Άγιος Αχίλλιος"},
             "certainty": "unconfirmed", "source": "hearsay"}
          ],
          "exceptions": [
            {"date": "2026-09-14", "municipality": "B", "holiday": true, "names": {"el": "Τοπική αργία"},
             "source": "decision"},
            {"date": "2026-01-06", "municipality": "B", "holiday": false, "names": {"el": "Κανονική ημέρα"},
             "source": "decision"}
          ],
          "schoolYears": [
            {"known": {"from": "2025-09-11", "to": "2026-05-31"},
             "holidays": [{"from": "2025-12-24", "to": "2026-01-07"}, {"from": "2026-04-05", "to": "2026-04-19"}],
             "source": "ministry"}
          ],
          "pending": [{"date": "2027-05-01", "note": {"el": "Αναμένεται απόφαση."}}]
        }
        """

    package static let calendar = try! ServiceCalendar.read(Array(json.utf8), file: "calendar.json")

    package static func date(_ text: String) -> CivilDate {
        TimeText.date(text)!
    }

    /// Returns an instant from local time in ``zone``, or from a text with an offset.
    package static func instant(_ text: String) -> UTCInstant {
        TimeText.instant(text, in: zone)!
    }
}
