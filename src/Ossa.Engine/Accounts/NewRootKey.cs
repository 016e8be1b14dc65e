namespace Ossa.Engine.Accounts;

/// <summary>A root key of an account at the one moment at which its secret is told.</summary>
/// <param name="Account">The account.</param>
/// <param name="KeyId">The access key id.</param>
/// <param name="Secret">Its secret.</param>
public sealed record NewRootKey(Account Account, string KeyId, string Secret)
{
    /// <summary>Does not say the secret, so that it cannot slip into a log.</summary>
    public override string ToString() => $"{KeyId} of {Account.Name}";
}
