using Ossa.Protocol.Errors;

namespace Ossa.Server.Road;

/// <summary>The refusals to say what will become of a request. They are Ossa's own, so the service has no code for them.</summary>
internal static class ForecastErrors
{
    public static readonly OssError NotForeseeable = new(
        400,
        "InvalidArgument",
        "Copies, deletions of many objects, and tags in a document that a policy asks for are judged as they are made, so nothing is said of them beforehand.",
        null
    );

    public static readonly OssError Parameter = new(
        400,
        "InvalidArgument",
        "The query of a request is encoded as in its URL, and its end is at most 7 days ahead.",
        null
    );
}
