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

    private readonly string? _hostBucket;
    private readonly string _target;
    private readonly KeyValuePair<string, StringValues>[] _headers;

    private RequestWords(string? hostBucket, string target, KeyValuePair<string, StringValues>[] headers)
    {
        _hostBucket = hostBucket;
        _target = target;
        _headers = headers;
        Hash = HashOf(target, headers);
    }

    /// <summary>Alike for those that are the same, and with few exceptions different for others.</summary>
    public ulong Hash { get; }

    /// <summary>About how much memory they take.</summary>
    public long Bytes => sizeof(char) * (_target.Length + _headers.Sum(header => header.Value.ToString().Length));

    /// <summary>The words of a download, or null where a request is none.</summary>
    public static RequestWords? Read(OssContext context)
    {
        var request = context.Http.Request;
        if (!HttpMethods.IsGet(request.Method))
        {
            return null;
        }

        var headers = new KeyValuePair<string, StringValues>[request.Headers.Count];
        request.Headers.CopyTo(headers, 0);
        return new RequestWords(context.HostBucket, Locator.RawTarget(context.Http), headers);
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
