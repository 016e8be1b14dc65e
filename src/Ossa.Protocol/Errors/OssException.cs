namespace Ossa.Protocol.Errors;

/// <summary>A refusal that the wire reports: one error of the closed list, with the elements special to this case.</summary>
/// <param name="error">The error; its status, code, message and EC go to the caller.</param>
/// <param name="details">Elements that the error document carries besides the usual ones, in order (such as Key).</param>
public sealed class OssException(OssError error, params IReadOnlyList<KeyValuePair<string, string>> details)
    : Exception(error.Message)
{
    /// <summary>The error.</summary>
    public OssError Error => error;

    /// <summary>Elements of the error document that are special to this case, in the order in which they are written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details => details;

    /// <summary>Headers that go with the answer, such as Allow.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A refusal with one special element.</summary>
    public OssException(OssError error, string name, string value)
        : this(error, [new(name, value)]) { }
}
