using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Ossa.Server.Road;

/// <summary>
/// What a download says, to the letter: its target and all of its headers, and the bucket that its host stands for. Two that say the same are
/// told apart only by when they come and from where.
/// </summary>
internal sealed class RequestWords
{
    /// <summary>Nobody can make up words that have the hash of others.</summary>
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>The most header lines that are taken down.</summary>
    private const int MaxHeaders = 64;

    /// <summary>The most characters that are taken down, of the target and of all names and values of headers.</summary>
    private const int MaxCharacters = 8 * 1024;

    /// <summary>What a header line or a parameter of the query takes beside its letters.</summary>
    private const int ItemBytes = 100;

    /// <summary>The target is kept as it was sent, in parts as it was read, and in a signature in it.</summary>
    private const int TargetCopies = 3;

    private readonly string? _hostBucket;
    private readonly string _target;
    private readonly KeyValuePair<string, StringValues>[] _headers;

    private RequestWords(
        string? hostBucket,
        string target,
        KeyValuePair<string, StringValues>[] headers,
        int headerCount,
        int headerCharacters
    )
    {
        _hostBucket = hostBucket;
        _target = target;
        _headers = headers;
        Hash = HashOf(target, headers);
        Bytes =
            ItemBytes * (headerCount + target.AsSpan().Count('&') + 1L)
            + sizeof(char) * (headerCharacters + TargetCopies * (long)target.Length);
    }

    /// <summary>Alike for those that are the same, and with few exceptions different for others.</summary>
    public ulong Hash { get; }

    /// <summary>How much memory they take at most, with all that is read off the target.</summary>
    public long Bytes { get; }

    /// <summary>The words of a download, or null where a request is none, or says more than is worth to be kept.</summary>
    public static RequestWords? Read(OssContext context)
    {
        var request = context.Http.Request;
        if (!HttpMethods.IsGet(request.Method))
        {
            return null;
        }

        var target = Locator.RawTarget(context.Http);
        if (request.Headers.Count > MaxHeaders || target.Length > MaxCharacters)
        {
            return null;
        }

        var headers = new KeyValuePair<string, StringValues>[request.Headers.Count];
        request.Headers.CopyTo(headers, 0);
        var (count, characters) = Measure(headers);
        return count > MaxHeaders || target.Length + characters > MaxCharacters
            ? null
            : new RequestWords(context.HostBucket, target, headers, count, characters);
    }

    /// <summary>
    /// Whether all of them are the same. To be asked only where the hashes are: how long it takes then tells nothing of a signature to somebody
    /// who does not know it.
    /// </summary>
    public bool SameAs(RequestWords other)
    {
        if (_target != other._target || _hostBucket != other._hostBucket || _headers.Length != other._headers.Length)
        {
            return false;
        }

        for (var i = 0; i < _headers.Length; i++)
        {
            var (mine, its) = (_headers[i], other._headers[i]);
            if (mine.Key != its.Key || !StringValues.Equals(mine.Value, its.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many lines of headers there are, and how long they are; at least one of each name.</summary>
    private static (int Count, int Characters) Measure(KeyValuePair<string, StringValues>[] headers)
    {
        var (count, characters) = (0, 0);
        foreach (var (name, values) in headers)
        {
            count += Math.Max(1, values.Count);
            characters += name.Length;
            for (var i = 0; i < values.Count; i++)
            {
                characters += values[i]?.Length ?? 0;
            }
        }

        return (count, characters);
    }

    private static ulong HashOf(string target, KeyValuePair<string, StringValues>[] headers)
    {
        var hash = HashOf(target, Seed);
        foreach (var (_, values) in headers)
        {
            for (var i = 0; i < values.Count; i++)
            {
                hash = HashOf(values[i], hash);
            }
        }

        return hash;
    }

    private static ulong HashOf(ReadOnlySpan<char> text, ulong seed) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text), (long)seed);
}
