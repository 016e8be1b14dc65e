using System.Net;

namespace Ossa.Client;

/// <summary>What a link is to allow.</summary>
public sealed record LinkOptions
{
    /// <summary>For how long it holds from now on, in whole seconds, at most 366 days.</summary>
    public TimeSpan Validity { get; init; } = TimeSpan.FromDays(7);

    /// <summary>What you call it, at most 128 characters; whoever uses it is not told.</summary>
    public string? Name { get; init; }

    /// <summary>When it begins to hold, before its end; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How many downloads may begin, at least one; null for any number.</summary>
    public long? MaxDownloads { get; init; }

    /// <summary>How many bytes it gives in all, at least one; null for any number.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>How many bytes a second one download may take, 30 KiB to 100 MiB; null for any rate.</summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>The addresses that may use it, at most 32 networks; none for all.</summary>
    public IReadOnlyList<IPNetwork> From { get; init; } = [];

    /// <summary>The name under which a browser saves the object, in any script; null for the object's own.</summary>
    public string? DownloadName { get; init; }

    /// <summary>Whether a browser is to show the object instead of saving it; not together with <see cref="DownloadName"/>.</summary>
    public bool ShowInBrowser { get; init; }

    /// <summary>
    /// Whether a browser is to save the object whatever its own headers say, under its own name where there is no <see cref="DownloadName"/>;
    /// not together with <see cref="ShowInBrowser"/>.
    /// </summary>
    public bool SaveFromBrowser { get; init; }

    /// <summary>
    /// The password that its page asks for, 6 to 128 characters; null for none. Only a salted hash of it is sent to the server. A link with a
    /// password has no URL but its page.
    /// </summary>
    public string? Password { get; init; }
}
