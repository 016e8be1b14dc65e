using System.Net.Http.Headers;
using System.Text;
using Ossa.Conformance.Hosting;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;

namespace Ossa.Conformance.Clients;

/// <summary>Links, made and looked at for tests.</summary>
internal static class LinkPages
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Makes a link, and gives the address of its page.</summary>
    public static async Task<string> MakeAsync(
        StrictServer server,
        string bucket,
        string key,
        params (string Name, string Value)[] more
    ) => (await MakeAsync(server.Process, bucket, key, more)).Page!.AbsoluteUri;

    /// <summary>Makes a link.</summary>
    public static Task<LinkAnswer> MakeAsync(
        OssaProcess server,
        string bucket,
        string key,
        params (string Name, string Value)[] more
    ) =>
        AskAsync(
            server,
            HttpMethod.Post,
            AdminApi.Links,
            [
                .. new[] { ("bucket", bucket), ("key", key), ("validity", "7d") }
                    .Concat(more)
                    .GroupBy(parameter => parameter.Item1)
                    .Select(group => KeyValuePair.Create(group.Key, group.Last().Item2)),
            ]
        );

    /// <summary>What a link is, and how much of it was used.</summary>
    public static Task<LinkAnswer> ShowAsync(OssaProcess server, string id) =>
        AskAsync(server, HttpMethod.Get, AdminApi.Link, [KeyValuePair.Create(AdminApi.Id, id)]);

    private static async Task<LinkAnswer> AskAsync(
        OssaProcess server,
        HttpMethod method,
        string operation,
        KeyValuePair<string, string>[] given
    )
    {
        KeyValuePair<string, string>[] headers = [.. given.Where(IsHeader)];
        KeyValuePair<string, string>[] query = [.. given.Except(headers)];
        var signed = SignatureV4.Authorize(
            server.Key,
            OssaProcess.Region,
            CredentialScope.OssProduct,
            TimeProvider.System.GetUtcNow(),
            new SignableRequest(method.Method, "-", "admin/v1/" + operation, query, headers)
        );
        using var message = new HttpRequestMessage(
            method,
            new Uri(server.Endpoint, $"{AdminApi.Root}{operation}?{UriEncoding.EncodeQuery(query)}")
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
        return IdentityJson.Read<LinkAnswer>(answer);
    }

    private static bool IsHeader(KeyValuePair<string, string> parameter) =>
        parameter.Key.StartsWith("x-oss-", StringComparison.Ordinal);
}
