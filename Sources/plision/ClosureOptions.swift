internal import ArgumentParser
internal import Locator
internal import Routing

/// The option for road closures.
struct ClosureOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Road closures that hold now, as GeoJSON.", valueName: "file"))
    var closures: String?

    /// Applies the closures to the dataset; throws a failure with the exit code of the reason.
    func apply(to dataset: Dataset) throws(Failure) {
        guard let closures else { return }
        do {
            dataset.travel.router.setClosures(try ClosureFile.read(closures), at: ClosureFile.now())
        } catch {
            throw Failure(error)
        }
    }
}

extension Failure {
    /// The failure of reading a file of closures.
    init(_ fault: ClosureFile.Fault) {
        switch fault {
        case .cannotRead: self = .notFound("\(fault)")
        case .malformed: self = .malformed("\(fault)")
        }
    }
}
