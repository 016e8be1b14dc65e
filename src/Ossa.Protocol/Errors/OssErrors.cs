namespace Ossa.Protocol.Errors;

/// <summary>
/// The closed list of errors that the wire knows: status, code, message and fine-grained code (EC) of each case, grouped in
/// one file a topic. An operation throws <see cref="OssException"/> with one of these.
/// See https://www.alibabacloud.com/help/en/oss/support/http-status-code-overview and the EC pages below it. Where the service's
/// documentation gives no EC for a case, it is null; where it gives no message, the message is ours in its tone.
/// </summary>
public static partial class OssErrors
{
    /// <summary>Copies the registry once every field of every part has been filled, so that the list is whole.</summary>
    static OssErrors() => All = [.. Registry.Defined];

    /// <summary>Every error of the list.</summary>
    public static IReadOnlyList<OssError> All { get; }

    private static OssError Define(int status, string code, string message, string? ec = null)
    {
        var error = new OssError(status, code, message, ec);
        Registry.Defined.Add(error);
        return error;
    }

    /// <summary>A class of its own, because the order in which partial files initialize their fields is not fixed.</summary>
    private static class Registry
    {
        internal static readonly List<OssError> Defined = [];
    }
}
