using Ossa.Protocol.Access;

namespace Ossa.Engine.Links;

/// <summary>A link that somebody wants to hand out.</summary>
/// <param name="Bucket">The bucket of the object.</param>
/// <param name="Key">The key of the object, which need not be there yet.</param>
/// <param name="ExpiresAt">Its end, in the future.</param>
public sealed record LinkRequest(string Bucket, string Key, DateTimeOffset ExpiresAt)
{
    /// <summary>The incarnation of the bucket that it is to be held to.</summary>
    public string? Incarnation { get; init; }

    /// <summary>What its owner calls it, at most 128 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it is to begin, before its end; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How much of it may be used.</summary>
    public LinkLimits Limits { get; init; } = LinkLimits.None;

    /// <summary>What it is to give.</summary>
    public LinkKind Kind { get; init; }

    /// <summary>Whether what it takes in may replace an object that is there.</summary>
    public bool MayOverwrite { get; init; }

    /// <summary>The further account that it is made in, or null for the first one.</summary>
    public string? Account { get; init; }

    /// <summary>The user who makes it, or null for the account.</summary>
    public LinkCreator? Creator { get; init; }

    /// <summary>What is kept of the password that it is to be used with, or null for none.</summary>
    public PasswordHash? Password { get; init; }

    /// <summary>The Content-Disposition that the URL is to ask for, at most 1024 characters; null for the object's own.</summary>
    public string? Disposition { get; init; }
}
