using Ossa.Protocol.Checksums;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Bodies;

/// <summary>
/// A body on its way in: its length, MD5 and CRC-64 are known once all of it has been read. MD5, which takes as long as all the rest, is computed
/// beside that while there are cores for both, else together with that of other bodies: a buffer that was filled may not be written to until the
/// next one is.
/// </summary>
internal sealed class IncomingBody : IAsyncDisposable
{
    /// <summary>
    /// With more bodies at one time, all cores have work without that, and what counts is how much of it there is. Bodies of slow senders count, too,
    /// so that beside one of them a fast one may go without the second thread.
    /// </summary>
    private static readonly int MostWithTwoThreads = Environment.ProcessorCount / 2;

    private static readonly SharedHashing Shared = new();

    private static int active;

    /// <summary>Less is hashed sooner than another thread would begin to.</summary>
    private const int WorthAnotherThread = 64 * 1024;

    private readonly ReadBody _read;
    private readonly long _maxBytes;
    private readonly Md5 _md5 = new();
    private readonly Crc64 _crc = new();
    private Task _hashing = Task.CompletedTask;
    private WaitingPiece? _waiting;

    public IncomingBody(ReadBody read, long maxBytes)
    {
        (_read, _maxBytes) = (read, maxBytes);
        Interlocked.Increment(ref active);
    }

    public long Length { get; private set; }

    public ulong Crc64 => _crc.Value;

    /// <summary>The MD5; to be asked for once.</summary>
    public async ValueTask<byte[]> TakeMd5Async()
    {
        await RestAsync();
        return _md5.Finish();
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await _read(buffer, cancellationToken);
        Length += count;
        if (Length > _maxBytes)
        {
            throw new OssException(OssErrors.EntityTooLarge);
        }

        await RestAsync();
        var bytes = buffer[..count];
        if (count < WorthAnotherThread)
        {
            _md5.Append(bytes.Span);
        }
        else if (Volatile.Read(ref active) <= MostWithTwoThreads)
        {
            _hashing = Task.Run(() => _md5.Append(bytes.Span), CancellationToken.None);
        }
        else
        {
            _waiting = Shared.Leave(_md5, bytes);
        }

        _crc.Append(bytes.Span);
        return count;
    }

    /// <summary>Ends once no buffer is being hashed any more, or waits for it.</summary>
    public async Task RestAsync()
    {
        await _hashing;
        if (_waiting is { } piece)
        {
            await Shared.HashAsync(piece);
            _waiting = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Interlocked.Decrement(ref active);
        await RestAsync();
    }
}
