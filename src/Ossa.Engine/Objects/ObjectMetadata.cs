namespace Ossa.Engine.Objects;

/// <summary>
/// What an uploader says about an object, to be given back with it. Values are the wire's bytes, one character a byte.
/// </summary>
/// <param name="Headers">Standard headers such as Content-Type and Cache-Control, by their usual names.</param>
/// <param name="User">User metadata: lower-case names without the prefix <c>x-oss-meta-</c>.</param>
public sealed record ObjectMetadata(
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    IReadOnlyList<KeyValuePair<string, string>> User
)
{
    /// <summary>Nothing said.</summary>
    public static readonly ObjectMetadata Empty = new([], []);

    /// <summary>The value of a standard header, or null.</summary>
    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
