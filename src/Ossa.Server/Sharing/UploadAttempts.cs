using System.Buffers;
using System.Collections.Concurrent;
using Ossa.Engine.Links;
using Ossa.Protocol.Checksums;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Sharing;

/// <summary>
/// Stores a file once, however often it is sent. Where a connection breaks, browsers send a request again by themselves, and nobody who sends can
/// know whether the file was stored before. What names the file in <c>Idempotency-Key</c> is taken for the same one: it counts once, and whoever
/// sends it again gets the answer that was lost. The last ones are known for as long as the server runs.
/// </summary>
internal sealed class UploadAttempts
{
    /// <summary>The header that names a file.</summary>
    public const string Header = "Idempotency-Key";

    private const int MaxKeyCharacters = 128;

    /// <summary>How many files that are stored are known.</summary>
    private const int MostStored = 4096;

    private const int BufferBytes = 64 * 1024;

    private readonly ConcurrentDictionary<(string LinkId, string Key), UploadAttempt> _attempts = new();
    private readonly ConcurrentQueue<(string LinkId, string Key)> _stored = new();

    /// <summary>Whether a request sends a file again that it sends by a link already, or has sent.</summary>
    public bool Knows(OssContext context, Link link) =>
        KeyOf(context) is { } key && _attempts.ContainsKey((link.Id, key));

    /// <summary>Has the file stored, or tells what it became where it was stored before.</summary>
    /// <param name="context">The request that sends it.</param>
    /// <param name="link">The link that it comes by.</param>
    /// <param name="store">Stores it.</param>
    /// <exception cref="OssException">It is refused, or is not the one that was sent before.</exception>
    public async Task<StoredFile> RunAsync(OssContext context, Link link, Func<Task<StoredFile>> store)
    {
        if (KeyOf(context) is not { } key)
        {
            return await store();
        }

        var mine = new UploadAttempt(context.Http);
        while (_attempts.GetOrAdd((link.Id, key), mine) is var present && present != mine)
        {
            // The one before hangs at a connection that nobody listens to any more.
            present.GiveUp();
            if (await present.Result.WaitAsync(context.Aborted) is { } stored)
            {
                await RequireSameAsync(context, stored);
                return stored;
            }
        }

        return await RunAsync((link.Id, key), mine, store);
    }

    private async Task<StoredFile> RunAsync(
        (string LinkId, string Key) file,
        UploadAttempt attempt,
        Func<Task<StoredFile>> store
    )
    {
        StoredFile? stored = null;
        try
        {
            stored = await store();
            _stored.Enqueue(file);
            return stored;
        }
        finally
        {
            if (stored is null)
            {
                _attempts.TryRemove(file, out _);
            }

            attempt.End(stored);
            Forget();
        }
    }

    private void Forget()
    {
        while (_stored.Count > MostStored && _stored.TryDequeue(out var oldest))
        {
            _attempts.TryRemove(oldest, out _);
        }
    }

    private static async Task RequireSameAsync(OssContext context, StoredFile stored)
    {
        using var body = RequestBody.ForUpload(context);
        var checksum = new Crc64();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var bytes = 0L;
            while (bytes <= stored.Record.Size && await body.ReadAsync(buffer, context.Aborted) is var count and > 0)
            {
                checksum.Append(buffer.AsSpan(0, count));
                bytes += count;
            }

            if (bytes != stored.Record.Size || checksum.Value != stored.Record.Crc64)
            {
                throw new OssException(LinkErrors.AnotherFile, "Header", Header);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string? KeyOf(OssContext context) =>
        context.Header(Header) switch
        {
            null or "" => null,
            { Length: <= MaxKeyCharacters } key => key,
            _ => throw new OssException(LinkErrors.InvalidArgument, "ArgumentName", Header),
        };
}
