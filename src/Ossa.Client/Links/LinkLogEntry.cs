using System.Text.Json.Serialization;

namespace Ossa.Client;

/// <summary>A use of a link, of its page, or a refusal.</summary>
/// <param name="Time">When the request arrived.</param>
/// <param name="Operation">What was asked for, such as GetObject; DownloadFolder is a folder as an archive.</param>
/// <param name="Status">The status of the answer; from 400 on it was refused.</param>
public sealed record LinkLogEntry(DateTimeOffset Time, string Operation, int Status)
{
    /// <summary>The id of the request, which its answer carries, too.</summary>
    public string? RequestId { get; init; }

    /// <summary>The key of the file.</summary>
    public string? Key { get; init; }

    /// <summary>The address of whoever asked.</summary>
    public string? Address { get; init; }

    /// <summary>What whoever asked used for it, as that says of itself.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The bytes of the body that were sent.</summary>
    public long SentBytes { get; init; }

    /// <summary>The bytes of the body that were received.</summary>
    public long ReceivedBytes { get; init; }

    /// <summary>The code of the error, where it was refused.</summary>
    public string? Code { get; init; }

    /// <summary>Why it was refused, in a sentence; what policies say of it is told to the owner of the bucket alone.</summary>
    [JsonIgnore]
    public string? Reason => Decision is { Allowed: false } denied ? denied.Reason : Message;

    [JsonInclude]
    internal string? Message { get; init; }

    [JsonInclude]
    internal Judgement? Decision { get; init; }

    internal sealed record Judgement(bool Allowed, string Reason);
}
