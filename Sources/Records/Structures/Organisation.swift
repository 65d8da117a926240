/// A body that runs structures: a municipality, a municipal company, an agency, an association.
public struct Organisation: Hashable, Sendable, Identifiable {
    /// Stable identifier.
    public var id: String
    /// Name.
    public var names: LocalizedText
    /// Legal form, as in its statute.
    public var legalForm: String?
    /// Identifier of the organisation it belongs to.
    public var parent: String?
    /// Telephone.
    public var phone: String?
    /// Electronic mail address.
    public var email: String?
    /// Web page.
    public var website: String?

    /// Creates an organisation. What is not given is unknown.
    public init(
        id: String, names: LocalizedText, legalForm: String? = nil, parent: String? = nil, phone: String? = nil,
        email: String? = nil, website: String? = nil
    ) {
        self.id = id
        self.names = names
        self.legalForm = legalForm
        self.parent = parent
        self.phone = phone
        self.email = email
        self.website = website
    }
}
