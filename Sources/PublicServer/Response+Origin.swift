internal import HTTPTypes
internal import Hummingbird

extension Response {
    /// The same answer for pages of any origin: maps are drawn by other people's pages too, and tiles hold nothing that is
    /// not public.
    var forAnyOrigin: Response {
        var response = self
        response.headers[.accessControlAllowOrigin] = "*"
        return response
    }
}
