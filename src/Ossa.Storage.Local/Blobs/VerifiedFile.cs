namespace Ossa.Storage.Local.Blobs;

/// <summary>What this process knows about a blob file as long as its size and time stay the same.</summary>
internal sealed class VerifiedFile(FileStamp stamp, BlobTrailer trailer, DateTimeOffset expires)
{
    private readonly long[] _blocks = new long[(trailer.BlockCount + 63) / 64];

    public FileStamp Stamp => stamp;

    public BlobTrailer Trailer => trailer;

    public DateTimeOffset Expires => expires;

    public bool IsVerified(long block) => (Volatile.Read(ref _blocks[block / 64]) & (1L << (int)(block % 64))) != 0;

    public void MarkVerified(long block) => Interlocked.Or(ref _blocks[block / 64], 1L << (int)(block % 64));
}
