using System.Collections.Concurrent;
using System.Net;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

namespace Ossa.Conformance.Crash;

/// <summary>
/// Looks at every key after a restart: each holds what it may hold, headers and listing tell the same story as the bytes.
/// </summary>
internal sealed class Inspection(Bucket bucket, IReadOnlyList<TrackedKey> keys)
{
    private const int Readers = 4;

    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentDictionary<string, Content> _present = new();

    /// <summary>What is wrong, a line each. What was found becomes what must be there from now on.</summary>
    public async Task<IReadOnlyCollection<string>> RunAsync(CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Readers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(keys, options, async (key, stop) => await InspectAsync(key, stop));
        Compare(await bucket.ListAsync(cancellationToken));
        return _violations;
    }

    private async Task InspectAsync(TrackedKey key, CancellationToken cancellationToken)
    {
        using var answer = await bucket.GetAsync(key.Name, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NotFound))
        {
            _violations.Enqueue($"{key}: GET answers {(int)answer.StatusCode}");
            return;
        }
        var found = answer.StatusCode == HttpStatusCode.OK ? body : null;
        if (!key.TryRecognize(found, out var content))
        {
            _violations.Enqueue($"{key}: found {found?.Length.ToString() ?? "no"} bytes that nobody wrote there");
            return;
        }
        key.Settle(content);
        if (content is not null)
        {
            _present[key.Name] = content;
            CheckHeaders(key, content, answer);
        }
    }

    private void CheckHeaders(TrackedKey key, Content content, HttpResponseMessage answer)
    {
        if (content.ETag is not null && answer.Headers.ETag?.Tag != content.ETag)
        {
            _violations.Enqueue($"{key}: the ETag is {answer.Headers.ETag}");
        }
        var crc = answer.Headers.TryGetValues(OssHeaders.HashCrc64Ecma, out var values) ? values.Single() : "missing";
        if (crc != content.Crc64Ecma)
        {
            _violations.Enqueue($"{key}: the CRC-64 is {crc}, not {content.Crc64Ecma}");
        }
    }

    private void Compare(IReadOnlyDictionary<string, ObjectEntry> listed)
    {
        foreach (var name in listed.Keys.Except(_present.Keys))
        {
            _violations.Enqueue($"{name}: listed, but GET does not find it");
        }
        foreach (var (name, content) in _present)
        {
            if (!listed.TryGetValue(name, out var entry))
            {
                _violations.Enqueue($"{name}: GET finds it, but it is not listed");
            }
            else if (
                entry.Size != content.Bytes.Length
                || (content.ETag ?? entry.ETag).Trim('"') != entry.ETag.Trim('"')
            )
            {
                _violations.Enqueue($"{name}: listed with {entry.Size} bytes and {entry.ETag}, but it is {content}");
            }
        }
    }
}
