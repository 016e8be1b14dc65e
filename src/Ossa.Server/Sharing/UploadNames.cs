using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Links;
using Ossa.Server.Road;

namespace Ossa.Server.Sharing;

/// <summary>
/// The keys of files that come in by the pages of links. Phones call many pictures alike, so where a name is taken the file gets a number. Its
/// sender is not told, and so learns nothing of what others have sent. A key is the sender's own until its file is stored.
/// </summary>
internal sealed class UploadNames
{
    private const string Nameless = "file";
    private const int MaxCharacters = 190;
    private const int MaxEndingBytes = 64;
    private const int MaxNumber = 30;

    /// <summary>A name of a file has 255 bytes in most systems; some are left for what tells it from another.</summary>
    private const int MaxBytes = 240;

    private const int MarkCharacters = 8;

    private readonly ConcurrentDictionary<(string Bucket, string Key), byte> _claimed = new();

    /// <summary>The safe name of a file, of which only what follows the last slash counts.</summary>
    public static string Clean(string name)
    {
        var safe = SafeName.Of(Shortened(name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim()));
        return safe.Length == 0 ? Nameless : safe;
    }

    /// <summary>Claims the key for a file. Whoever may replace objects, and one that is for one key, gets the key of the name.</summary>
    /// <param name="context">The request; its bucket is known.</param>
    /// <param name="link">The link that the file comes by.</param>
    /// <param name="name">The name that its sender gives it.</param>
    public async ValueTask<UploadClaim> ClaimAsync(OssContext context, Link link, string name)
    {
        if (!link.IsPrefix || link.MayOverwrite)
        {
            return new UploadClaim(link.IsPrefix ? link.Key + Clean(name) : link.Key, () => { });
        }

        var clean = Clean(name);
        for (var number = 1; ; number++)
        {
            var key = link.Key + Marked(clean, number);
            var claim = (context.Bucket.Name, key);
            if (!_claimed.TryAdd(claim, 0))
            {
                continue;
            }

            if (await IsFreeAsync(context, context.Bucket, key, claim))
            {
                return new UploadClaim(key, () => _claimed.TryRemove(claim, out _));
            }
        }
    }

    private async ValueTask<bool> IsFreeAsync(OssContext context, Bucket bucket, string key, (string, string) claim)
    {
        var isFree = false;
        try
        {
            var objects = context.Engine.Objects;
            isFree =
                await objects.FindAsync(bucket, key, version: null, context.Aborted) is null
                && await objects.FindReplacedAsync(bucket, key, context.Aborted) is null;
            return isFree;
        }
        finally
        {
            if (!isFree)
            {
                _claimed.TryRemove(claim, out _);
            }
        }
    }

    /// <summary>Where many have one name, chance finds a free one sooner than counting.</summary>
    private static string Marked(string name, int number) =>
        number == 1 ? name
        : number <= MaxNumber ? SafeName.With(name, number.ToString(CultureInfo.InvariantCulture))
        : SafeName.With(name, RandomNumberGenerator.GetHexString(MarkCharacters, lowercase: true));

    /// <summary>Names of at most 255 bytes can be files everywhere. What is cut off is before the ending, which tells what it is.</summary>
    private static string Shortened(string name)
    {
        if (name.Length <= MaxCharacters && Encoding.UTF8.GetByteCount(name) <= MaxBytes)
        {
            return name;
        }

        var ending = Path.GetExtension(name);
        ending = Encoding.UTF8.GetByteCount(ending) <= MaxEndingBytes ? ending : "";
        var left = MaxBytes - Encoding.UTF8.GetByteCount(ending);
        var kept = new StringBuilder();
        foreach (var rune in name[..^ending.Length].EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0 || kept.Length + ending.Length >= MaxCharacters)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.Append(ending).ToString();
    }
}
