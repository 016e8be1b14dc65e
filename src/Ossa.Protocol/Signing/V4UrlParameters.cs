namespace Ossa.Protocol.Signing;

/// <summary>
/// What makes a URL V4-signed, read in one pass, since each request is read. Each is null where it is absent; where one is repeated, the first counts.
/// </summary>
internal readonly ref struct V4UrlParameters
{
    public V4UrlParameters(ReadOnlySpan<KeyValuePair<string, string>> query)
    {
        foreach (var (name, value) in query)
        {
            switch (name)
            {
                case V4Parameters.Version:
                    Version ??= value;
                    break;
                case V4Parameters.Credential:
                    Credential ??= value;
                    break;
                case V4Parameters.Date:
                    Date ??= value;
                    break;
                case V4Parameters.Expires:
                    Expires ??= value;
                    break;
                case V4Parameters.AdditionalHeaders:
                    AdditionalHeaders ??= value;
                    break;
                case V4Parameters.SecurityToken:
                    SecurityToken ??= value;
                    break;
                case V4Parameters.Signature:
                    Signature ??= value;
                    break;
                default:
                    // It says nothing of the signature.
                    break;
            }
        }
    }

    public string? Version { get; }
    public string? Credential { get; }
    public string? Date { get; }
    public string? Expires { get; }
    public string? AdditionalHeaders { get; }
    public string? SecurityToken { get; }
    public string? Signature { get; }

    /// <summary>Whether the URL wants to be a signed one.</summary>
    public bool IsSigned => (Version ?? Credential ?? Signature) is not null;
}
