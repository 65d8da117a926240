internal import PageKit
internal import Records

/// Emergency telephone numbers: all topics, or one.
struct HelpPage: SitePage {
    static let template = PageTemplate("help", PackageResources.help_mustache)

    let base: Layout
    let exit: ExitLink?
    let heading: String
    /// The topics that have a page of their own.
    let links: [Link]
    let topics: [DangerBox]
    /// The kinds of structure that help.
    let kinds: LinkList?
    let sources: [Source]

    /// A list of links.
    struct LinkList: PageValue {
        let list: [Link]
    }

    /// The source of a telephone line.
    struct Source: PageValue {
        let phone: String
        let name: String
        let source: String
        /// The date after a comma, or an empty text.
        let date: String
    }

    struct Words {
        let sourcesTitle = AboutPage.words.sourcesTitle
    }
    static let words = WordList(Words())
}
