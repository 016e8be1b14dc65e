using System.Net.Http.Headers;
using System.Text;
using Ossa.Conformance.Hosting;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;

namespace Ossa.Conformance.Clients;

/// <summary>Links with pages, made for tests.</summary>
internal static class LinkPages
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Makes a link, and gives the address of its page.</summary>
    public static async Task<string> MakeAsync(
        StrictServer server,
        string bucket,
        string key,
        params (string Name, string Value)[] more
    )
    {
        KeyValuePair<string, string>[] headers =
        [
            .. more.Where(IsHeader).Select(header => KeyValuePair.Create(header.Name, header.Value)),
        ];
        KeyValuePair<string, string>[] query =
        [
            .. new[] { ("bucket", bucket), ("key", key), ("validity", "7d") }
                .Concat(more.Where(parameter => !IsHeader(parameter)))
                .GroupBy(parameter => parameter.Item1)
                .Select(group => KeyValuePair.Create(group.Key, group.Last().Item2)),
        ];
        var signed = SignatureV4.Authorize(
            server.Key,
            OssaProcess.Region,
            CredentialScope.OssProduct,
            TimeProvider.System.GetUtcNow(),
            new SignableRequest("POST", "-", "admin/v1/links", query, headers)
        );
        using var message = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(server.Endpoint, $"{AdminApi.Root}{AdminApi.Links}?{UriEncoding.EncodeQuery(query)}")
        );
        foreach (var (name, value) in headers.Concat(signed))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        message.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("*/*"));
        using var http = new HttpClient();
        using var response = await http.SendAsync(message, Cancel);
        var answer = await response.Content.ReadAsByteArrayAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, Encoding.UTF8.GetString(answer));
        return IdentityJson.Read<LinkAnswer>(answer).Page!.AbsoluteUri;
    }

    private static bool IsHeader((string Name, string Value) parameter) =>
        parameter.Name.StartsWith("x-oss-", StringComparison.Ordinal);
}
