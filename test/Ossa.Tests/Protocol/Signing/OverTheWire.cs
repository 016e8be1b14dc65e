using System.Text;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>Makes of a signed request what the server sees of it: path and query percent-decoded, header values as bytes.</summary>
internal static class OverTheWire
{
    /// <summary>Sends the request to a URL that is written as the client library writes it.</summary>
    public static SignableRequest Arrive(SignableRequest signed)
    {
        var path = UriEncoding.EncodePath($"/{signed.Bucket}/{signed.Key}");
        return Arrive(signed, $"{path}?{UriEncoding.EncodeQuery(signed.Query)}", pathStyle: true);
    }

    /// <summary>Sends the request to a URL that somebody else wrote, with the bucket in its host.</summary>
    public static SignableRequest Arrive(SignableRequest signed, string url) =>
        Arrive(signed, url[url.IndexOf('/', "https://".Length)..], pathStyle: false);

    private static SignableRequest Arrive(SignableRequest signed, string target, bool pathStyle)
    {
        var parts = target.Split('?', 2);
        var query = parts.Length == 2 ? parts[1] : "";
        Assert.True(UriEncoding.TryDecode(parts[0], plusIsSpace: true, out var path));
        Assert.True(UriEncoding.TryDecodeQuery(query, plusIsSpace: true, out var parameters));
        var key = pathStyle ? path[(path.IndexOf('/', 1) + 1)..] : path[1..];
        return signed with
        {
            Key = key.Length == 0 ? null : key,
            Query = parameters,
            Headers = [.. signed.Headers.Select(AsBytes)],
            HeaderEncoding = Encoding.Latin1,
            AdditionalHeaders = [],
        };
    }

    private static KeyValuePair<string, string> AsBytes(KeyValuePair<string, string> header) =>
        new(header.Key, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(header.Value)));
}
