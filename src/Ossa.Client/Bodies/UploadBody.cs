using Ossa.Protocol.Checksums;

namespace Ossa.Client.Bodies;

/// <summary>
/// What a request sends: a stream from where it stands, with the CRC-64 of what went out. A stream that can seek is rewound when the
/// request must be made again.
/// </summary>
internal sealed class UploadBody
{
    private readonly Stream _source;
    private readonly long _start;

    /// <param name="source">The stream; it is read from where it stands and not closed.</param>
    /// <param name="length">How many bytes to send, or null for all that there are.</param>
    public UploadBody(Stream source, long? length = null)
    {
        _source = source;
        _start = source.CanSeek ? source.Position : 0;
        Length = length ?? (source.CanSeek ? source.Length - _start : null);
    }

    public UploadBody(byte[] bytes)
        : this(new MemoryStream(bytes, writable: false)) { }

    /// <summary>How many bytes it has, or null where only the end will tell.</summary>
    public long? Length { get; }

    public bool CanRewind => _source.CanSeek;

    /// <summary>Whether bytes were taken from the stream in the latest attempt.</summary>
    public bool IsConsumed { get; private set; }

    /// <summary>Why the stream could not be read: a failure of the caller's, which no repetition mends.</summary>
    public Exception? SourceFailure { get; private set; }

    /// <summary>The checksum of what the latest attempt sent.</summary>
    public Crc64 Checksum { get; } = new();

    /// <summary>How many bytes the latest attempt sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Makes ready for an attempt; false when the bytes are gone.</summary>
    public bool TryRewind()
    {
        if (IsConsumed && !CanRewind)
        {
            return false;
        }
        if (CanRewind)
        {
            _source.Position = _start;
        }
        Checksum.Reset();
        Sent = 0;
        IsConsumed = false;
        SourceFailure = null;
        return true;
    }

    /// <summary>The next bytes, none at the end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        IsConsumed = true;
        try
        {
            return await _source.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            SourceFailure = e;
            throw;
        }
    }

    /// <summary>These bytes are on their way.</summary>
    public void Count(ReadOnlySpan<byte> bytes)
    {
        Checksum.Append(bytes);
        Sent += bytes.Length;
    }

    public Exception FailAsTooShort()
    {
        SourceFailure = new EndOfStreamException($"The body ended after {Sent} bytes of {Length}.");
        return SourceFailure;
    }
}
