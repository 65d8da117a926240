internal import Dispatch
internal import ServiceLifecycle
internal import WebSupport

/// Applies the closures of a file and of a registry to the current dataset.
///
/// Once a second it checks the file, the snapshot in use, the dataset, and the clock for closures that begin or end.
struct ClosureWatch: Service {
    let closures: RoadClosures
    let live: LiveValue<PublicDataset>

    /// Watches until the server stops, on its own thread, so that requests keep theirs.
    func run() async {
        let thread = DispatchQueue(label: "closures", qos: .utility)
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                await withCheckedContinuation { done in
                    thread.async {
                        closures.refresh(live.current)
                        done.resume()
                    }
                }
            }
        }
    }
}
