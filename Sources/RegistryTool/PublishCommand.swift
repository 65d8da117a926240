internal import ArgumentParser
internal import Publication
internal import Registry

/// `plision-registry publish`: signs what is live for the public process.
struct PublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract:
            "Signs all live structures as a new snapshot for the public process, or prints the key that it knows it by.",
        discussion: "Example: plision-registry publish --print-key > published.key")

    @OptionGroup var options: HomeOptions

    @Flag(help: "Only print the public key, 64 hexadecimal digits.")
    var printKey = false

    func run() throws {
        try options.withRegistry { registry in
            if printKey {
                print(try registry.publishedKey)
            } else {
                let snapshot = try registry.publish(by: .systemOperator)
                print(
                    "revision \(snapshot.revision): \(snapshot.structures.count) structures in \(registry.published)/current"
                )
            }
        }
    }
}
