namespace Ossa.Protocol.Signing;

/// <summary>What signs: an access key id, its secret, and for temporary credentials their security token.</summary>
/// <param name="Id">The access key id, which is public.</param>
/// <param name="Secret">The access key secret; never logged, never sent.</param>
/// <param name="SecurityToken">The security token of temporary (STS) credentials, or null.</param>
public sealed record AccessKey(string Id, string Secret, string? SecurityToken = null)
{
    /// <summary>When temporary credentials end, or null where that is not known, or never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The id alone, so that a secret cannot slip into a log.</summary>
    public override string ToString() => Id;
}
