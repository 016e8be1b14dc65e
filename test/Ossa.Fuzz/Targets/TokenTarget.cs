using System.Text;
using Ossa.Fuzz.Serving;
using Ossa.Protocol.Signing;

namespace Ossa.Fuzz.Targets;

/// <summary>Tokens of sessions, in URLs that are signed with the secret of one: none but the one that the server gave out is believed.</summary>
internal sealed class TokenTarget : SignedTarget
{
    /// <inheritdoc/>
    public override string Name => "tokens";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds =>
        [Encoding.Latin1.GetBytes(FuzzServer.Running.Session.SecurityToken!)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    ["=", "==", "A", "+", "/", " ", "\n", "-", "_", "%2B", "AAAA"];

    /// <inheritdoc/>
    protected override string? MeaningOf(byte[] input)
    {
        var token = Encoding.Latin1.GetString(input);
        var query = SignatureV4.Presign(
            FuzzServer.Running.Session with
            {
                SecurityToken = token,
            },
            SignedSeeds.Region,
            CredentialScope.OssProduct,
            SignedSeeds.Noon,
            expiresSeconds: 60,
            new SignableRequest("GET", FuzzServer.Bucket, "key", [], [])
        );
        var line = $"GET /{FuzzServer.Bucket}/key?{UriEncoding.EncodeQuery(query)}";
        return FuzzServer.Running.Ask(Encoding.ASCII.GetBytes(line), []) is >= 200 and < 300 ? token : null;
    }
}
