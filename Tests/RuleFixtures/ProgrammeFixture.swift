package import Entitlement

/// Rules for the tests: a guaranteed income by Greek law, and a benefit with an unconfirmed figure.
package enum ProgrammeFixture {
    package static let json = """
        {
          "format": 1,
          "words": {
            "unknown": {"el": "άγνωστο", "en": "unknown"},
            "doubtful": {"el": "(Ρωτήστε.)", "en": "(Ask.)"},
            "numbers": {"el": {"group": ".", "decimal": ","}, "en": {"group": ",", "decimal": "."}}
          },
          "sources": {
            "law": {"title": "Law", "url": "https://example.org/law", "date": "2023-11"},
            "hearsay": {"title": "Hearsay", "url": "https://example.org/hearsay"}
          },
          "questions": [
            {"id": "adults", "form": "whole", "from": 1, "to": 20, "text": {"el": "Ενήλικοι;"}},
            {"id": "minors", "form": "whole", "to": 20, "text": {"el": "Παιδιά;"}},
            {"id": "oneParent", "form": "flag", "text": {"el": "Μονογονεϊκή;"}},
            {"id": "income", "form": "number", "to": 100000, "text": {"el": "Εισόδημα;"}},
            {"id": "home", "form": "choice", "text": {"el": "Σπίτι;"},
             "choices": {"rented": {"el": "ενοίκιο"}, "own": {"el": "δικό μου"}}}
          ],
          "figures": [
            {"id": "single", "text": {"el": "Ποσό για έναν", "en": "Amount for one"}, "values": [
              {"to": "2023-11-30", "value": 200, "source": "law", "certainty": "sourced"},
              {"from": "2023-12-01", "value": 216, "source": "law", "certainty": "sourced"}]},
            {"id": "adult", "values": [
              {"to": "2023-11-30", "value": 100, "source": "law", "certainty": "sourced"},
              {"from": "2023-12-01", "value": 108, "source": "law", "certainty": "sourced"}]},
            {"id": "minor", "values": [
              {"to": "2023-11-30", "value": 50, "source": "law", "certainty": "sourced"},
              {"from": "2023-12-01", "value": 54, "source": "law", "certainty": "sourced"}]},
            {"id": "cap", "values": [
              {"to": "2023-11-30", "value": null, "source": "law", "certainty": "unconfirmed"},
              {"from": "2023-12-01", "value": 972, "source": "law", "certainty": "sourced"}]},
            {"id": "rentLimit", "values": [{"value": 7000, "source": "hearsay", "certainty": "unconfirmed"}]},
            {"id": "rentCap", "values": [{"value": 21000, "source": "law", "certainty": "sourced"}]},
            {"id": "rentAmount", "values": [
              {"from": "2020-01-01", "to": "2029-12-31", "value": 70.5, "source": "law", "certainty": "sourced"}]}
          ],
          "definitions": [
            {"id": "isOneParent", "rule": ["and", ["=", "adults", 1], [">=", "minors", 1], "oneParent"]},
            {"id": "countedAdults", "rule": ["if", "isOneParent", ["+", "adults", 1], "adults"]},
            {"id": "countedMinors", "rule": ["if", "isOneParent", ["-", "minors", 1], "minors"]},
            {"id": "sum", "rule":
              ["+", "single", ["*", "adult", ["-", "countedAdults", 1]], ["*", "minor", "countedMinors"]]},
            {"id": "guarantee", "rule": ["if", [">", ["+", "adults", "minors"], 1], ["min", "sum", "cap"], "sum"],
             "text": {"el": "Εγγύηση {guarantee} €.", "en": "Guarantee €{guarantee}."}},
            {"id": "limit", "rule": ["*", 6, "guarantee"], "text": {"el": "Όριο {limit} €.", "en": "Limit €{limit}."}}
          ],
          "contradictions": [
            {"id": "no-child", "when": ["and", "oneParent", ["=", "minors", 0]],
             "text": {"el": "Μονογονεϊκή χωρίς παιδί;", "en": "One parent and no child?"}}
          ],
          "programmes": [
            {
              "code": "guaranteed-income", "names": {"el": "ΕΕΕ"}, "summary": {"el": "Συμπληρώνει το εισόδημα."},
              "kinds": ["community-centre"], "documents": [{"el": "Ταυτότητα"}], "sources": ["law"],
              "checkedOn": "2026-11-01", "steps": ["guarantee", "limit"],
              "conditions": [
                {"id": "income", "test": ["<=", "income", "limit"],
                 "met": {"el": "{income} € έως {limit} €.", "en": "€{income} up to €{limit}."},
                 "unmet": {"el": "{income} € πάνω από {limit} €.", "en": "€{income} above €{limit}."},
                 "open": {"el": "Λείπουν στοιχεία.", "en": "Something is missing."}}
              ],
              "amount": "guarantee", "amountText": {"el": "{amount} € τον μήνα.", "en": "€{amount} a month."}
            },
            {
              "code": "rent", "names": {"el": "Ενοίκιο"}, "summary": {"el": "Βοηθά με το ενοίκιο."},
              "kinds": ["benefits-office"], "documents": [], "sources": [], "checkedOn": "2026-11-01",
              "conditions": [
                {"id": "tenant", "test": ["is", "home", "rented"], "met": {"el": "Νοικιάζετε."},
                 "unmet": {"el": "Δεν νοικιάζετε."}, "open": {"el": "Νοικιάζετε;"}},
                {"id": "cap", "test": ["<=", "income", "rentCap"], "met": {"el": "Κάτω από το ανώτατο."},
                 "unmet": {"el": "Πάνω από το ανώτατο."}, "open": {"el": "Εισόδημα;"}, "sources": ["law"]},
                {"id": "limit", "test": ["if", ["<=", "income", "rentLimit"], true, null],
                 "met": {"el": "Κάτω από το όριο.", "en": "Below the limit."}, "unmet": {"el": "Πάνω."},
                 "open": {"el": "Το όριο δεν είναι γνωστό."}}
              ],
              "amount": "rentAmount", "amountText": {"el": "{amount} €"}
            },
            {
              "code": "tenants-advice", "names": {"el": "Συμβουλές"}, "summary": {"el": "Συμβουλές."}, "kinds": [],
              "sources": [], "documents": [], "checkedOn": "2026-11-01",
              "conditions": [
                {"id": "tenant", "test": ["or", ["is", "home", "rented"], ["<=", "income", "rentLimit"]],
                 "met": {"el": "Ναι."}, "unmet": {"el": "Όχι."}, "open": {"el": "Ίσως."}}
              ]
            }
          ],
          "examples": [
            {"id": "single", "text": {"el": "Ένας ενήλικος", "en": "One adult"},
             "answers": {"adults": 1, "minors": 0, "income": 1250}, "expected": {"guaranteed-income": "likely"}},
            {"id": "family", "text": {"el": "Οικογένεια", "en": "A family"},
             "answers": {"adults": 2, "minors": 2, "income": 2000}, "expected": {"guaranteed-income": "likely"}},
            {"id": "former", "text": {"el": "Παλιά αίτηση", "en": "A former application"}, "date": "2023-11-30",
             "answers": {"adults": 1, "minors": 0, "income": 1250}, "expected": {"guaranteed-income": "unlikely"}},
            {"id": "unknown", "text": {"el": "Άγνωστο εισόδημα", "en": "Unknown income"},
             "answers": {"adults": 1, "minors": 0}, "expected": {"guaranteed-income": "ask"}},
            {"id": "tenant", "text": {"el": "Ενοικιαστής", "en": "A tenant"},
             "answers": {"income": 5000, "home": "rented"}, "expected": {"rent": "likely"}}
          ]
        }
        """

    package static let book = try! ProgrammeBook.read(Array(json.utf8), file: "programmes.json")
}
