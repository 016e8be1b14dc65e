namespace Ossa.Server.Audit;

/// <summary>Keeps the lines of the audit log. One writer appends; readers come and go meanwhile.</summary>
internal interface IAuditStore : IDisposable
{
    /// <summary>Appends whole lines, all of them or none.</summary>
    /// <exception cref="IOException">They were not written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    void Append(ReadOnlySpan<byte> lines);

    /// <summary>Opens it for reading, from the oldest line on.</summary>
    /// <param name="since">The time before which no line is wanted, though some may be given; null for all.</param>
    IAuditCursor Open(DateTimeOffset? since);
}
