namespace Ossa.Protocol.Access;

/// <summary>
/// What a statement is about: <c>acs:oss:REGION:ACCOUNT:BUCKET/KEY</c>, or <c>acs:ram::ACCOUNT:role/NAME</c>; every part may have wildcards, and "*" is everything. A
/// wildcard stays within its part, but in the last one it crosses slashes.
/// </summary>
public sealed class ResourcePattern
{
    private const int Parts = 5;

    /// <summary>Takes everything.</summary>
    internal static readonly ResourcePattern Everything = new(["*", "*", "*", "*", "*"]);

    private readonly string[] _parts;

    private ResourcePattern(string[] parts) => _parts = parts;

    /// <summary>Reads a pattern; null when it is none.</summary>
    public static ResourcePattern? TryParse(string text)
    {
        if (text == "*")
        {
            return Everything;
        }

        var parts = text.Split(':', Parts);
        // RAM is in no region.
        return
            parts.Length == Parts && parts.Where((part, i) => i != 2 || parts[1] != "ram").All(part => part.Length > 0)
            ? new ResourcePattern(parts)
            : null;
    }

    /// <summary>Whether it takes this resource.</summary>
    public bool Matches(AccessResource resource) =>
        Wildcard.Matches(_parts[0], "acs")
        && Wildcard.Matches(_parts[1], resource.Service)
        && Wildcard.Matches(_parts[2], resource.Region)
        && Wildcard.Matches(_parts[3], resource.AccountId)
        && Wildcard.Matches(_parts[4], resource.Name);

    /// <summary>The pattern as it was written.</summary>
    public override string ToString() => string.Join(':', _parts);
}
