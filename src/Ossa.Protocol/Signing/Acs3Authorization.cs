namespace Ossa.Protocol.Signing;

/// <summary>What the Authorization header of <see cref="Acs3Signature"/> says.</summary>
/// <param name="AccessKeyId">Who signed.</param>
/// <param name="SignedHeaders">The names of the signed headers in lower case, each once.</param>
/// <param name="Signature">The signature.</param>
public sealed record Acs3Authorization(string AccessKeyId, IReadOnlyList<string> SignedHeaders, string Signature)
{
    private const int MaxSignedHeaders = 64;

    /// <summary>Whether a header is of this scheme.</summary>
    public static bool IsOne(string header) =>
        header.StartsWith(Acs3Signature.Scheme + " ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a header; null when it is none.</summary>
    public static Acs3Authorization? TryParse(string header)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in header[(header.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split(','))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !fields.TryAdd(field[..equals].Trim(), field[(equals + 1)..].Trim()))
            {
                return null;
            }
        }

        var names = fields.GetValueOrDefault("SignedHeaders", "").Split(';');
        var isWhole =
            IsOne(header)
            && fields.Count == 3
            && names.Length <= MaxSignedHeaders
            && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            && names.All(name => name.Length > 0 && !name.Any(char.IsAsciiLetterUpper));
        return
            isWhole
            && fields.GetValueOrDefault("Credential") is { Length: > 0 } id
            && fields.GetValueOrDefault("Signature") is { Length: > 0 } signature
            ? new Acs3Authorization(id, names, signature)
            : null;
    }
}
