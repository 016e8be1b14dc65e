namespace Ossa.Server.Audit;

/// <summary>Where the audit log is kept, and how much of it.</summary>
public sealed record AuditOptions
{
    /// <summary>The directory of its files, or null to keep the newest entries in memory alone.</summary>
    public string? Directory { get; init; }

    /// <summary>For how long entries are kept; null for as long as there is room.</summary>
    public TimeSpan? KeepFor { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The most bytes of all files together. The newest file is kept in any case.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>From this size on another file is begun.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;
}
