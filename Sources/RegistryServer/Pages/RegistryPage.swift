internal import PageKit
internal import Records

/// A page of the registry: blocks below a heading.
struct RegistryPage: SitePage {
    let base: RegistryLayout
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
        var repeatsHeading = false
        let head: [String]
        let rows: [Row]
    }

    struct Row: PageValue {
        let cells: [Cell]

        init(_ cells: Cell...) { self.cells = cells }
    }

    struct Cell: PageValue {
        let text: String
        var page: String?

        init(_ text: String, page: String? = nil) { (self.text, self.page) = (text, page) }
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
    var hidden: [Hidden] = []
    var groups: [Group]
    let button: String
    /// The class of the button.
    var style = "primary"
    /// A button that only shows what would come.
    var preview: String?

    struct Hidden: PageValue {
        let name: String
        let value: String
    }

    /// Fields that belong together.
    struct Group: PageValue {
        var legend: String?
        var hint: String?
        /// Whether they stand beside each other.
        var isRow = false
        /// Hides the fields behind a line, unless they are needed.
        var more: More?
        var fields: [PageField]
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
    let label: String
    var hint: String?
    var fault: String?
    var value = ""
    var type = "text"
    var fill = "off"
    var inputMode: String?
    var isArea = false
    var isCheck = false
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
