using Ossa.Protocol.Signing;

namespace Ossa.Server.Explaining.Checks;

/// <summary>What goes wrong when a URL is written, copied or sent: characters that are not, or twice, encoded.</summary>
internal static class WritingChecks
{
    public static IEnumerable<Finding> Find(SignedUrl url)
    {
        var raw = url.Raw;
        if (raw.HadEscapedAmpersands)
        {
            yield return Finding.Fault(
                "EscapedAmpersand",
                $"&amp; was left in: it was copied from HTML or XML; write & instead (as done below).",
                Cause.Parameters
            );
        }
        if (raw.Surplus.Length > 0)
        {
            yield return Finding.Fault("Surplus", $"{raw.Surplus} stood around the URL and is no part of it.");
        }
        if (raw.HadBareHash)
        {
            yield return Finding.Fault("BareHash", $"A bare # ends what a client sends; in a key or value write %23.");
        }
        if (HasBrokenEscape(raw.Path) || HasBrokenEscape(raw.Query))
        {
            yield return Finding.Fault(
                "BrokenEscape",
                $"A % is not followed by two hex digits; for the sign itself write %25."
            );
        }
        foreach (var finding in FindPlus(url).Concat(FindUnencoded(url)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> FindPlus(SignedUrl url)
    {
        if (url.Raw.Path.Contains('+'))
        {
            yield return Finding.Hint(
                "PlusInPath",
                $"A bare + in the path reads as + to some and as a space to others; write %2B or %20.",
                Cause.PlusSign
            );
        }
        if (RawValue(url, V1Parameters.Signature)?.Contains('+') == true)
        {
            yield return Finding.Fault(
                "PlusInSignature",
                $"The Signature holds a bare +, which reads as a space; write %2B.",
                Cause.PlusSign
            );
        }
        else if (url.Raw.Query.Contains('+'))
        {
            yield return Finding.Hint(
                "PlusInQuery",
                $"A bare + in the query reads as a space; write %2B if a plus sign is meant.",
                Cause.PlusSign
            );
        }
    }

    private static IEnumerable<Finding> FindUnencoded(SignedUrl url)
    {
        if (RawValue(url, V4Parameters.Credential)?.Contains('/') == true)
        {
            yield return Finding.Hint(
                "SlashesInCredential",
                $"x-oss-credential holds bare slashes; some tools want %2F."
            );
        }
        if (RawValue(url, V1Parameters.Signature) is { } signature && signature.TrimEnd('=').Contains('/'))
        {
            yield return Finding.Hint("SlashesInSignature", $"The Signature holds bare slashes; some tools want %2F.");
        }
        if (url.Find(V4Parameters.Credential)?.Contains("%2F", StringComparison.OrdinalIgnoreCase) == true)
        {
            yield return Finding.Fault("CredentialEncodedTwice", $"x-oss-credential is percent-encoded twice (%252F).");
        }
        if (url.Find(V1Parameters.Signature) is { } decoded && decoded.Contains('%'))
        {
            yield return Finding.Fault("SignatureEncodedTwice", $"The Signature is percent-encoded twice (%25).");
        }
        if (url.Raw.Path.Any(c => c is <= ' ' or > '~') || url.Raw.Query.Any(c => c is <= ' ' or > '~'))
        {
            yield return Finding.Hint(
                "Unencoded",
                $"The URL holds spaces or letters outside ASCII as they are; clients encode them in different ways."
            );
        }
    }

    private static bool HasBrokenEscape(string raw)
    {
        for (var i = raw.IndexOf('%'); i >= 0; i = raw.IndexOf('%', i + 1))
        {
            if (i + 2 >= raw.Length || !char.IsAsciiHexDigit(raw[i + 1]) || !char.IsAsciiHexDigit(raw[i + 2]))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The value as it stands in the query.</summary>
    private static string? RawValue(SignedUrl url, string name) =>
        url
            .Raw.Query.Split('&')
            .Select(piece => piece.Split('=', 2))
            .FirstOrDefault(parts => parts[0] == name && parts.Length == 2)
            ?[1];
}
