internal import PageKit
internal import Records

/// A page of the registry: blocks below a heading.
struct RegistryPage: SitePage {
    var base: RegistryLayout
    let heading: String
    /// What has just been done.
    var message: String?
    /// What could not be accepted.
    var faults: FaultList?
    var blocks: [Block]

    struct Words {
        let faults = Phrase(el: "Κάτι χρειάζεται διόρθωση", en: "Something needs correcting")
    }
    static let words = WordList(Words())
    static let template = PageTemplate("page", PackageResources.page_mustache)

    /// The maps of the page, in its order.
    var maps: [PageMap] {
        get { blocks.flatMap { ($0.map.map { [$0] } ?? []) + $0.forms.flatMap { $0.groups.compactMap(\.map) } } }
        set {
            var rest = newValue[...]
            for block in blocks.indices {
                if blocks[block].map != nil { blocks[block].map = rest.popFirst() }
                for form in blocks[block].forms.indices {
                    for group in blocks[block].forms[form].groups.indices
                    where blocks[block].forms[form].groups[group].map != nil {
                        blocks[block].forms[form].groups[group].map = rest.popFirst()
                    }
                }
            }
        }
    }
}

/// What could not be accepted, above a form.
struct FaultList: PageValue {
    let list: [Entry]

    /// A fault, with the field that it belongs to.
    struct Entry: PageValue {
        let field: String?
        let fault: String
    }

    /// Creates a list; nil without faults.
    init?(_ faults: [Entry]) {
        guard !faults.isEmpty else { return nil }
        list = faults
    }
}

/// A part of a page.
struct Block: PageValue {
    var id: String?
    var heading: String?
    var paragraphs: [String] = []
    var facts: Facts?
    /// Texts to be copied, such as recovery codes.
    var items: Items?
    var table: Table?
    var map: PageMap?
    var links: [PageLink] = []
    var forms: [PageForm] = []

    /// Names with values.
    struct Facts: PageValue {
        let list: [Fact]
    }

    struct Fact: PageValue {
        let name: String
        let value: String
    }

    struct Items: PageValue {
        let list: [String]
    }

    struct Table: PageValue {
        let caption: String
        /// Whether a heading above says the same, so that only readers of screens need the caption.
        let repeatsHeading: Bool
        /// Whether a phone shows the cells of a row below each other.
        let stacks: Bool
        let head: [String]
        let rows: [Row]

        /// Creates a table of rows with a cell for each name in `head`.
        init(
            caption: String, repeatsHeading: Bool = false, stacks: Bool = true, head: [String], rows: [Row]
        ) {
            (self.caption, self.repeatsHeading, self.stacks, self.head) = (caption, repeatsHeading, stacks, head)
            self.rows = rows.map { row in
                Row(cells: zip(head, row.cells).map { Cell($1.text, page: $1.page, label: $0) })
            }
        }
    }

    struct Row: PageValue {
        let cells: [Cell]

        init(_ cells: Cell...) { self.cells = cells }

        fileprivate init(cells: [Cell]) { self.cells = cells }
    }

    struct Cell: PageValue {
        let text: String
        var page: String?
        /// The name of the column, which a phone shows beside the text.
        var label = ""

        init(_ text: String, page: String? = nil) { (self.text, self.page) = (text, page) }

        fileprivate init(_ text: String, page: String?, label: String) {
            (self.text, self.page, self.label) = (text, page, label)
        }
    }
}

/// A link with its name.
struct PageLink: PageValue {
    let name: String
    let page: String
    var isCurrent = false
}

/// A form. Its token proves that it was shown in this session, and its key that it counts once.
struct PageForm: PageValue {
    let action: String
    let token: String
    let key: String
    /// The login of the person, by which a browser keeps the password of the form.
    var username: String?
    var hidden: [Hidden] = []
    /// Whether a button stands before the one that sends the form: the Enter key is not to press it.
    var hasOtherButtons = false
    var groups: [Group]
    let button: String
    /// The class of the button.
    var style = "primary"
    /// Whether it carries a file.
    var isUpload = false
    /// A button that only shows what would come.
    var preview: String?

    struct Hidden: PageValue {
        let name: String
        let value: String
    }

    /// A button that fills in the form.
    struct Button: PageValue {
        let name: String
        let value: String
        let text: String
        /// The identifier of what the page then shows.
        let anchor: String
    }

    /// Fields that belong together.
    struct Group: PageValue {
        var id: String?
        var legend: String?
        var hint: String?
        /// Whether they stand beside each other.
        var isRow = false
        /// Hides the fields behind a line, unless they are needed.
        var more: More?
        var map: PageMap?
        var fields: [PageField]
        var button: Button?
    }

    struct More: PageValue {
        let summary: String
        let isOpen: Bool
    }
}

/// A field of a form.
struct PageField: PageValue {
    /// The name as which it is sent.
    let id: String
    /// What makes its identifier another one than that of a field with the same name in another form.
    var suffix = ""
    var label: String
    var hint: String?
    var fault: String?
    var value = ""
    var type = "text"
    var fill = "off"
    var inputMode: String?
    var isArea = false
    var isCheck = false
    var isRadio = false
    var isOn = false
    var options: Options?

    struct Options: PageValue {
        let list: [Option]
    }

    struct Option: PageValue {
        let code: String
        let name: String
        let isChosen: Bool
    }
}
