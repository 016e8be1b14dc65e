using System.Globalization;
using Ossa.CommandLine;
using Ossa.Engine.Links;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Hosting;
using Ossa.Server.Sharing;

namespace Ossa.Linking;

/// <summary>How commands show links.</summary>
internal static class LinkOutput
{
    /// <summary>By how much that is indented which belongs to a link.</summary>
    public const int Indent = 2;

    /// <summary>One link: its URL, or for one with a password that of its page, and the rest, which can go elsewhere so that scripts read the URL alone.</summary>
    /// <param name="address">Where the URL goes.</param>
    /// <param name="details">Where the rest goes.</param>
    /// <param name="columns">How wide the terminal is that shows the rest; null for none.</param>
    /// <param name="answer">The link.</param>
    public static async Task WriteAsync(TextWriter address, TextWriter details, int? columns, LinkAnswer answer)
    {
        if ((answer.Url ?? answer.Page) is { } url)
        {
            await address.WriteLineAsync(url.AbsoluteUri);
        }

        Prose.Write(details, Line(answer), columns, Indent);
        if (answer is { Url: not null, Page: not null })
        {
            await details.WriteLineAsync($"  page {answer.Page.AbsoluteUri}");
            await WriteEndAsync(details, answer.Link, answer.Url);
        }

        if (answer is { Link.Kind: LinkKind.Upload, HasPassword: false })
        {
            var target = answer.Url?.AbsoluteUri ?? answer.Page?.AbsoluteUri + "/";
            if (ShellWord.OfUrl(target) is { } word)
            {
                await details.WriteLineAsync($"  curl -T FILE {word}");
            }
        }

        if (answer.HasPassword)
        {
            await details.WriteLineAsync("  with a password");
        }

        foreach (var line in Details(answer.Link, answer.Usage))
        {
            await details.WriteLineAsync($"  {line}");
        }
    }

    /// <summary>No signed URL holds for longer than 7 days; the page signs a new one whenever it is opened.</summary>
    private static async Task WriteEndAsync(TextWriter details, Link link, Uri url)
    {
        // URLs know no parts of a second.
        var end = UrlSignature.Read(url.AbsoluteUri).ExpiresAt;
        if (end.AddSeconds(1) < link.ExpiresAt)
        {
            await details.WriteLineAsync($"  this URL until {ShownTime.Of(end)}, later ones on the page");
        }
    }

    /// <summary>One link in one line.</summary>
    public static string Line(LinkAnswer answer) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{answer.Link.Id} {StateOf(answer)}{AddressOf(answer.Link)}{Named(answer.Link)}{By(answer.Maker)}"
        );

    private static string AddressOf(Link link) =>
        link.IsDamaged ? "" : $" {Printable.Of($"oss://{link.Bucket}/{link.Key}")}";

    private static IEnumerable<string> Details(Link link, LinkUsage usage)
    {
        yield return link.Kind == LinkKind.Upload
            ? $"{usage.Files}{Most(link.Limits.MaxFiles)} files, {Amounts.Bytes(usage.Bytes)}"
            : $"{usage.Downloads}{Most(link.Limits.MaxDownloads)} downloads, {Amounts.Bytes(usage.Bytes)}{MostBytes(link.Limits.MaxBytes)}";
        if (link.Limits.MaxFileBytes is { } largest)
        {
            yield return $"files of at most {Amounts.Bytes(largest)}";
        }

        if (link.Limits.Types is { Count: > 0 } types)
        {
            yield return $"files of {string.Join(", ", types)}";
        }

        if (link.MayOverwrite)
        {
            yield return "files may replace objects";
        }

        if (link.NotBefore is { } beginning)
        {
            yield return $"from {ShownTime.Of(beginning)}";
        }

        if (link.Limits.BytesPerSecond is { } rate)
        {
            yield return $"at most {Amounts.Bytes(rate)} a second";
        }

        if (link.Limits.Addresses is { Count: > 0 } addresses)
        {
            yield return $"for {string.Join(", ", addresses)}";
        }
    }

    private static string StateOf(LinkAnswer answer) =>
        answer.State switch
        {
            LinkState.Revoked => "revoked",
            LinkState.Expired => "expired",
            LinkState.NotYet => "not-yet",
            LinkState.Damaged => "damaged",
            LinkState.BucketGone => "bucket-gone",
            LinkState.MakerGone => "user-gone",
            _ => $"until {ShownTime.Of(answer.Link.ExpiresAt)}",
        };

    private static string Most(long? most) => most is null ? "" : $" of {most}";

    private static string MostBytes(long? most) => most is { } bytes ? $" of {Amounts.Bytes(bytes)}" : "";

    private static string Named(Link link) => link.Name.Length == 0 ? "" : $" ({Printable.Of(link.Name)})";

    private static string By(string? maker) => maker is null ? "" : $" by {maker}";
}
