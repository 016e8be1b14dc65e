namespace Ossa.Protocol.Access;

/// <summary>The names that the wire uses for <see cref="CannedAcl"/>, in headers and in documents.</summary>
public static class CannedAcls
{
    /// <summary>The wire's name, such as public-read.</summary>
    public static string ToWire(this CannedAcl acl) =>
        acl switch
        {
            CannedAcl.Default => "default",
            CannedAcl.Private => "private",
            CannedAcl.PublicRead => "public-read",
            CannedAcl.PublicReadWrite => "public-read-write",
            _ => throw new ArgumentOutOfRangeException(nameof(acl)),
        };

    /// <summary>Reads the wire's name of an object's list; false for anything else.</summary>
    public static bool TryParseObjectAcl(string text, out CannedAcl acl)
    {
        foreach (var candidate in Enum.GetValues<CannedAcl>())
        {
            acl = candidate;
            if (candidate.ToWire() == text)
            {
                return true;
            }
        }
        acl = CannedAcl.Default;
        return false;
    }

    /// <summary>Reads the wire's name of a bucket's list, which cannot be "default"; false for anything else.</summary>
    public static bool TryParseBucketAcl(string text, out CannedAcl acl) =>
        TryParseObjectAcl(text, out acl) && acl != CannedAcl.Default;
}
