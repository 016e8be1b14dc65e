using System.Globalization;

namespace Ossa.Server.Audit;

/// <summary>Which entries of the audit log are wanted: those that all that is given applies to.</summary>
public sealed record AuditFilter
{
    /// <summary>The id of the one request.</summary>
    public string? RequestId { get; init; }

    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }

    /// <summary>The key.</summary>
    public string? Key { get; init; }

    /// <summary>The id of the account that was acted for; users and roles of several accounts may have one name.</summary>
    public string? Account { get; init; }

    /// <summary>A user by name or id, a role by name, an account by its id, or an access key.</summary>
    public string? User { get; init; }

    /// <summary>The access key that signed, and nobody who merely has its name.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>A status such as 404, or a class of them such as 4xx.</summary>
    public string? Status { get; init; }

    /// <summary>The fingerprint of a signed URL.</summary>
    public string? Signature { get; init; }

    /// <summary>The earliest time, inclusive.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The time before which requests arrived.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only what was denied: refused for who asks, not for what is asked for or for how the store is.</summary>
    public bool Denied { get; init; }

    /// <summary>Whether a text can be a <see cref="Status"/>.</summary>
    public static bool IsStatus(string text) =>
        text.Length == 3
        && text[0] is >= '1' and <= '5'
        && (text[1..] == "xx" || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <summary>Whether the entry of a line may be wanted, which costs little to know: most lines are not of an access key that is looked for.</summary>
    internal bool MayTake(string line) =>
        AccessKeyId is not { } id || line.Contains(id, StringComparison.Ordinal) || !id.All(char.IsAsciiLetterOrDigit);

    /// <summary>Whether an entry is wanted.</summary>
    public bool Takes(AuditEntry entry) =>
        (RequestId is null || RequestId.Equals(entry.RequestId, StringComparison.OrdinalIgnoreCase))
        && (Bucket is null || entry.Bucket == Bucket)
        && (Key is null || entry.Key == Key)
        && (Signature is null || entry.Signature == Signature)
        && (Since is null || entry.Time >= Since)
        && (Until is null || entry.Time < Until)
        && (Account is null || entry.Account == Account)
        && (AccessKeyId is null || entry.AccessKeyId == AccessKeyId)
        && (User is null || IsOf(entry, User))
        && (Status is null || HasStatus(entry, Status))
        && (!Denied || AccessRefusals.IsOne(entry));

    private static bool IsOf(AuditEntry entry, string name) =>
        entry.User == name
        || entry.UserId == name
        || entry.AccessKeyId == name
        || entry.Role == name
        || (entry.User is null && entry.Role is null && entry.Account == name);

    private static bool HasStatus(AuditEntry entry, string status)
    {
        var text = entry.Status.ToString(CultureInfo.InvariantCulture);
        return status.EndsWith("xx", StringComparison.Ordinal) ? text[0] == status[0] : text == status;
    }
}
