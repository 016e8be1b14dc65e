using System.Security.Cryptography;
using Ossa.Client;

namespace Ossa.Conformance.Crash;

/// <summary>
/// Puts, overwrites, appends to, copies, completes from parts and deletes its own keys, one request after the other, until the server is
/// gone. An answer that is not a success is a failure of the test; no answer is what the test is about.
/// </summary>
internal sealed class Writer(IReadOnlyList<TrackedKey> keys, Func<Content> makeContent, ContentPool pool)
{
    private const int MostAppendedBytes = 2 << 20;
    private const int LastPart = 3;

    private TrackedUpload? _upload;

    /// <summary>Returns how many writes were answered.</summary>
    public async Task<int> WriteUntilServerDiesAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        for (var answered = 0; ; answered++)
        {
            var key = keys[RandomNumberGenerator.GetInt32(keys.Count)];
            try
            {
                await WriteAsync(bucket, key, cancellationToken);
            }
            catch (Exception gone) when (gone is HttpRequestException or OssConnectionException)
            {
                return answered;
            }
        }
    }

    /// <summary>After a restart: the parts that were answered are there, and the upload goes on.</summary>
    public async Task<IEnumerable<string>> InspectAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        if (_upload is not { } upload)
        {
            return [];
        }

        var listed = await bucket.ListPartsAsync(upload, cancellationToken);
        if (listed is null)
        {
            _upload = null;
            return upload.IsEnding ? [] : [$"{upload.Key}: the upload {upload.Id} is gone"];
        }

        return upload
            .Parts.Where(part => listed.GetValueOrDefault(part.Key)?.Trim('"') != part.Value.ETag!.Trim('"'))
            .Select(part => $"{upload.Key}: part {part.Key} of {upload.Id} is not {part.Value}")
            .ToList();
    }

    private Task WriteAsync(Bucket bucket, TrackedKey key, CancellationToken cancellationToken) =>
        RandomNumberGenerator.GetInt32(10) switch
        {
            0 or 1 => ChangeAsync(key, null, () => bucket.DeleteAsync(key.Name, cancellationToken)),
            2 or 3 => AppendAsync(bucket, key, cancellationToken),
            4 => CopyAsync(bucket, key, cancellationToken),
            5 or 6 => UploadAsync(bucket, key, cancellationToken),
            _ => PutAsync(bucket, key, cancellationToken),
        };

    private Task PutAsync(Bucket bucket, TrackedKey key, CancellationToken cancellationToken)
    {
        var content = makeContent();
        return ChangeAsync(key, content, () => bucket.PutAsync(key.Name, content, cancellationToken));
    }

    private Task AppendAsync(Bucket bucket, TrackedKey key, CancellationToken cancellationToken)
    {
        var present = key.Answered;
        if (present is { IsAppendable: false } or { Bytes.Length: > MostAppendedBytes })
        {
            return ChangeAsync(key, null, () => bucket.DeleteAsync(key.Name, cancellationToken));
        }

        var more = pool.Small();
        var position = present?.Bytes.Length ?? 0;
        return ChangeAsync(
            key,
            Content.Appended(present, more),
            () => bucket.AppendAsync(key.Name, position, more, cancellationToken)
        );
    }

    private Task CopyAsync(Bucket bucket, TrackedKey key, CancellationToken cancellationToken)
    {
        var source = keys[RandomNumberGenerator.GetInt32(keys.Count)];
        return source.Answered is not { } content || source == key
            ? PutAsync(bucket, key, cancellationToken)
            : ChangeAsync(
                key,
                content with
                {
                    IsAppendable = false,
                },
                () => bucket.CopyAsync(source.Name, key.Name, cancellationToken)
            );
    }

    /// <summary>One step of an upload: it is begun, gets a part, or is completed. Crashes come between the steps, too.</summary>
    private async Task UploadAsync(Bucket bucket, TrackedKey key, CancellationToken cancellationToken)
    {
        if (_upload is not { } upload)
        {
            var id = await bucket.InitiateAsync(key.Name, cancellationToken);
            _upload = new TrackedUpload(key.Name, id);
            return;
        }

        var number = RandomNumberGenerator.GetInt32(1, LastPart + 1);
        if (upload.Parts.Count == LastPart)
        {
            await CompleteAsync(bucket, upload, cancellationToken);
            return;
        }

        while (upload.Parts.ContainsKey(number) && RandomNumberGenerator.GetInt32(4) != 0)
        {
            number = (number % LastPart) + 1;
        }

        // Whether a part that was not answered replaced the one before it is not known, so that one is no longer asked for.
        var part = pool.Part();
        upload.Forget(number);
        await bucket.PutPartAsync(upload, number, part, cancellationToken);
        upload.Answer(number, part);
    }

    private async Task CompleteAsync(Bucket bucket, TrackedUpload upload, CancellationToken cancellationToken)
    {
        var key = keys.Single(tracked => tracked.Name == upload.Key);
        upload.End();
        var whole = Content.OfParts([.. upload.Parts.Values]);
        await ChangeAsync(key, whole, () => bucket.CompleteAsync(upload, cancellationToken));
        _upload = null;
    }

    private static async Task ChangeAsync(TrackedKey key, Content? content, Func<Task> send)
    {
        key.Send(content);
        await send();
        key.Answer();
    }
}
