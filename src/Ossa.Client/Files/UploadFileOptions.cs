namespace Ossa.Client;

/// <summary>How a file is uploaded.</summary>
public sealed record UploadFileOptions
{
    /// <summary>
    /// Files larger than this go in parts, which can be retried one by one and sent side by side. By default 100 MiB; at most 5 GiB, since
    /// one request carries no more.
    /// </summary>
    public long MultipartThreshold { get; init; } = 100L << 20;

    /// <summary>
    /// Bytes of a part, 100 KiB to 5 GiB; the last one may be smaller. By default 16 MiB, and as many more as it takes for 10,000 parts to be
    /// enough.
    /// </summary>
    public long? PartSize { get; init; }

    /// <summary>Parts that are sent at the same time, 1 to 100. Each takes a connection, and no more memory than a buffer.</summary>
    public int Parallel { get; init; } = 3;

    /// <summary>What the object will have. Length and MD5 are the file's own affair and do not count.</summary>
    public PutObjectOptions? Object { get; init; }

    /// <summary>Hears of bytes as they are sent, from several threads at once; a retry takes back, as a negative number, what it sends again.</summary>
    public IProgress<long>? Progress { get; init; }
}
