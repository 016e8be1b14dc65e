using Ossa.Fuzz.Requests;
using Ossa.Fuzz.Serving;
using Ossa.Protocol.Signing;

namespace Ossa.Fuzz.Targets;

/// <summary>
/// Whole requests to a server: none makes it fail, and none is done that does not mean what one of the seeds means. A request that names its host
/// itself may find its bucket there, so of those it is asked only that the server does not fail.
/// </summary>
internal sealed class RequestTarget : SignedTarget
{
    /// <inheritdoc/>
    public override string Name => "requests";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = [.. SignedSeeds.Granted.Select(RequestText.Write)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        .. SignedRequestTarget.Words,
        "DELETE ",
        "POST ",
        "OPTIONS ",
        "?policy",
        "?uploads",
        "?delete",
        "&Action=GetCallerIdentity&Version=2015-04-01",
        "/../",
        "//",
        "%00",
        "%2F",
        "+",
        "\nRange: bytes=0-",
        "\nIf-None-Match: *",
        "\nOrigin: http://localhost",
        "\nTransfer-Encoding: chunked",
        "\nContent-Length: 1",
        "\nx-oss-copy-source: /bucket/key",
        "\nX-Forwarded-For: 127.0.0.1",
    ];

    /// <inheritdoc/>
    protected override string? MeaningOf(byte[] input)
    {
        if (RequestText.TryRead(input) is null)
        {
            return null;
        }

        var lines = input.AsSpan();
        var parts = new List<byte[]>();
        foreach (var range in lines.Split((byte)'\n'))
        {
            parts.Add(lines[range].ToArray());
        }

        var isLetIn = FuzzServer.Running.Ask(parts[0], parts.Skip(1)) is >= 200 and < 400;
        // The server takes a plus for a space.
        var request = RequestText.TryRead(RequestText.WithoutPlus(input))!;
        var namesHost = request.Headers.Any(header => header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase));
        return !isLetIn || namesHost ? null
            : PresentedSignatures.Read(request) is { } presented ? RequestMeaning.Of(request, presented)
            : "unsigned";
    }
}
