using Ossa.Protocol.Signing;

namespace Ossa.Server.Road;

/// <summary>
/// What a request is about: bucket, key and decoded query parameters. It is read from the raw target, never from a path that
/// something has normalised on the way.
/// </summary>
/// <param name="Bucket">The bucket, or null at the service level.</param>
/// <param name="Key">The decoded object key, or null at the bucket level.</param>
/// <param name="Query">Decoded parameters in the order of the request; the first of a name counts.</param>
internal sealed record RequestTarget(string? Bucket, string? Key, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    /// <summary>A parameter's value (empty when it stands alone), or null when it is absent.</summary>
    public string? this[string name]
    {
        get
        {
            // By index: enumerating through the interface would allocate, and a request asks some twenty times.
            for (var i = 0; i < Query.Count; i++)
            {
                if (Query[i].Key == name)
                {
                    return Query[i].Value;
                }
            }

            return null;
        }
    }

    /// <summary>Whether a parameter names a sub-resource, rather than stating a signature or what an answer shall be like.</summary>
    public bool NamesSubResource =>
        Query.Any(parameter => SubResources.IsSignedByV1(parameter.Key) && !IsSignatureParameter(parameter.Key));

    public bool Has(string name) => this[name] is not null;

    private static bool IsSignatureParameter(string name) =>
        name is "security-token" || name.StartsWith("x-oss-", StringComparison.Ordinal);
}
