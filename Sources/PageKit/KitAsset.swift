/// The files that the pages of every server have: their look, and the script of their maps.
package enum KitAsset {
    /// The stylesheet, served as `/assets/plision.css`. It names `/assets/icon.svg`.
    package static var stylesheet: [UInt8] { PackageResources.plision_css }
    /// The mark of the program, served as `/assets/icon.svg`.
    package static var icon: [UInt8] { PackageResources.icon_svg }
    /// What the scripts of maps share, served as `/assets/map-kit.js`. It names the files of the map library.
    package static var mapKit: [UInt8] { PackageResources.map_kit_js }
}
