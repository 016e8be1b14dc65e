namespace Ossa.Server.AccessLogs;

/// <summary>Lines of a log that are to become one object.</summary>
internal sealed record LogBatch(LogStream Stream, ReadOnlyMemory<byte> Bytes, int Lines);
