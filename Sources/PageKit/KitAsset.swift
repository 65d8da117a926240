/// The files that the pages of every server have: their look.
package enum KitAsset {
    /// The stylesheet, served as `/assets/plision.css`. It names `/assets/icon.svg`.
    package static var stylesheet: [UInt8] { PackageResources.plision_css }
    /// The mark of the program, served as `/assets/icon.svg`.
    package static var icon: [UInt8] { PackageResources.icon_svg }
}
