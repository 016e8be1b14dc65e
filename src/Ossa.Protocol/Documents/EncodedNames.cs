using System.Diagnostics.CodeAnalysis;
using Ossa.Protocol.Signing;

namespace Ossa.Protocol.Documents;

/// <summary>
/// The encoding-type of listings and deletions: "url" percent-encodes every value that comes from a key. It is what every client
/// asks for, since keys may hold characters that XML cannot.
/// </summary>
internal readonly struct EncodedNames(string? encodingType)
{
    private readonly bool _encoded = encodingType == "url";

    [return: NotNullIfNotNull(nameof(name))]
    public string? Encode(string? name) => _encoded && name is not null ? UriEncoding.EncodeComponent(name) : name;

    [return: NotNullIfNotNull(nameof(name))]
    public string? Decode(string? name)
    {
        if (!_encoded || name is null)
        {
            return name;
        }
        return UriEncoding.TryDecode(name, plusIsSpace: true, out var decoded)
            ? decoded
            : throw new DocumentFormatException("a name that should be percent-encoded is not.");
    }
}
