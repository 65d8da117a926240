internal import ArgumentParser
internal import Locator

/// `plision verify`: is this dataset whole?
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
        } catch {
            throw Failure(error)
        }
        Output.line(
            "build \(dataset.buildID), data up to \(dataset.dataDate): \(dataset.municipalities.count) municipalities, "
                + "\(dataset.structureCount) structures, \(dataset.placeCount) places; whole")
    }
}
