namespace Ossa.Engine.Buckets;

/// <summary>From which pages a bucket's objects may be asked for, by the Referer that browsers send.</summary>
/// <param name="AllowEmpty">Whether a request without a Referer passes.</param>
/// <param name="TruncateQuery">Whether a Referer counts without its query.</param>
/// <param name="TruncatePath">Whether a Referer counts without its path and all that follows.</param>
/// <param name="Allowed">How a Referer may begin, with "*" for any characters and "?" for one; none allows any.</param>
/// <param name="Denied">How a Referer may not begin, whatever is allowed.</param>
public sealed record RefererRules(
    bool AllowEmpty,
    bool TruncateQuery,
    bool TruncatePath,
    IReadOnlyList<string> Allowed,
    IReadOnlyList<string> Denied
)
{
    /// <summary>The rules of a bucket that was given none.</summary>
    public static readonly RefererRules None = new(
        AllowEmpty: true,
        TruncateQuery: false,
        TruncatePath: false,
        Allowed: [],
        Denied: []
    );
}
