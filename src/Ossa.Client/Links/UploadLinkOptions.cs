using System.Net;

namespace Ossa.Client;

/// <summary>What a link to upload by is to allow.</summary>
public sealed record UploadLinkOptions
{
    /// <summary>For how long it holds from now on, in whole seconds, at most 366 days.</summary>
    public TimeSpan Validity { get; init; } = TimeSpan.FromDays(7);

    /// <summary>What you call it, at most 128 characters; whoever uses it is not told.</summary>
    public string? Name { get; init; }

    /// <summary>When it begins to hold, before its end; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How many files it takes, at least one; null for any number.</summary>
    public long? MaxFiles { get; init; }

    /// <summary>How many bytes each of them may have, at least one; null for as many as an object can have.</summary>
    public long? MaxFileBytes { get; init; }

    /// <summary>The types that they may have, such as image/* and application/pdf, at most 32; none for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Whether a file may replace an object that is there.</summary>
    public bool MayOverwrite { get; init; }

    /// <summary>How many bytes a second one upload may send, 30 KiB to 100 MiB; null for any rate.</summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>The addresses that may use it, at most 32 networks; none for all.</summary>
    public IReadOnlyList<IPNetwork> From { get; init; } = [];

    /// <summary>
    /// The password that its page asks for, 6 to 128 characters; null for none. Only a salted hash of it is sent to the server. A link with a
    /// password has no URL but its page.
    /// </summary>
    public string? Password { get; init; }
}
