using Ossa.Protocol.Signing;

namespace Ossa.Engine.Identity;

/// <summary>An access key with all that decides what its requests may do.</summary>
/// <param name="Id">The access key id.</param>
/// <param name="Secret">Its secret, ready to verify.</param>
/// <param name="IsActive">Whether it may sign: neither the key nor its account is disabled.</param>
/// <param name="AccountId">The account that it belongs to.</param>
/// <param name="Owner">Whose it is, with what that may do; null where it acts for the account itself.</param>
public sealed record KnownKey(string Id, SigningSecret Secret, bool IsActive, string AccountId, KnownUser? Owner);
