internal import ArgumentParser
internal import GeoIndex
internal import Locator
internal import TileServer

/// `plision verify`: checks whether a dataset is complete and undamaged.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks a dataset: magic, version, checksums, one build id, invariants of the indexes.",
        discussion: "Example: plision verify --dataset build/dataset")

    @OptionGroup var datasetOptions: DatasetOptions

    func run() throws {
        let dataset = try datasetOptions.open()
        do {
            try dataset.checkInvariants()
            try BaseMap(directory: dataset.directory, buildID: dataset.buildID).checkInvariants()
        } catch let error as DatasetError {
            throw Failure(error)
        } catch let error as PackedFileError {
            throw Failure(error)
        }
        Output.line(
            "build \(dataset.buildID), data up to \(dataset.dataDate): \(dataset.municipalities.count) municipalities, "
                + "\(dataset.structureCount) structures, \(dataset.placeCount) places; whole")
    }
}
