namespace Ossa.Engine.Identity;

/// <summary>A session at the one moment at which its secret is told.</summary>
/// <param name="Session">The session.</param>
/// <param name="Token">The token by which it is known, which must come along with every request.</param>
public sealed record NewSession(RoleSession Session, string Token)
{
    /// <summary>Says neither secret nor token, so that they cannot slip into a log.</summary>
    public override string ToString() => Session.ToString();
}
