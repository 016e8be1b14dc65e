using Ossa.Protocol.Signing;
using Ossa.Tests.CommandLine;

namespace Ossa.Tests.Explaining;

/// <summary>Makes the signed URLs that the tests then spoil.</summary>
internal static class SignedUrls
{
    public const string Id = "LTAItest";
    public const string Secret = "test-secret-never-shown";

    public static readonly AccessKey Key = new(Id, Secret);

    public static string V4(
        string method = "GET",
        string key = "dir/a.txt",
        string origin = "http://127.0.0.1:9000",
        string region = "cn-hangzhou",
        string product = "oss",
        int expiresSeconds = 600,
        TimeSpan signedAgo = default,
        KeyValuePair<string, string>[]? query = null,
        KeyValuePair<string, string>[]? headers = null,
        AccessKey? by = null
    )
    {
        var request = new SignableRequest(method, "photos", key, query ?? [], headers ?? []);
        var parameters = SignatureV4.Presign(
            by ?? Key,
            region,
            product,
            CommandRun.Now - signedAgo,
            expiresSeconds,
            request
        );
        return $"{origin}/photos/{UriEncoding.EncodePath(key)}?{UriEncoding.EncodeQuery(parameters)}";
    }

    public static string V1(string method = "GET", string key = "dir/a.txt", TimeSpan? expiresIn = null)
    {
        var request = new SignableRequest(method, "photos", key, [], []);
        var parameters = SignatureV1.Presign(Key, CommandRun.Now + (expiresIn ?? TimeSpan.FromMinutes(10)), request);
        return $"http://127.0.0.1:9000/photos/{UriEncoding.EncodePath(key)}?{UriEncoding.EncodeQuery(parameters)}";
    }

    /// <summary>Explains a URL with the secret at hand.</summary>
    public static Task<CommandRun> ExplainAsync(string url, params string[] more) => RunAsync(Id, url, more);

    /// <summary>Explains a URL whose secret somebody else has.</summary>
    public static Task<CommandRun> ExplainWithoutSecretAsync(string url, params string[] more) =>
        RunAsync("SOMEBODYELSE", url, more);

    private static Task<CommandRun> RunAsync(string id, string url, string[] more)
    {
        var run = new CommandRun();
        run.Variables["OSS_ACCESS_KEY_ID"] = id;
        run.Variables["OSS_ACCESS_KEY_SECRET"] = Secret;
        return run.RunAsync(["explain", url, .. more]);
    }
}
