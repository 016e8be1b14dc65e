using Ossa.Client;

namespace Download;

/// <summary>Who may read the object and lets others read it for a while.</summary>
internal static class Owner
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(10);

    /// <summary>Signs with OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET for the server at OSS_ENDPOINT, without asking it.</summary>
    public static async Task<string> SignAsync(string bucket, string key)
    {
        var endpoint = Environment.GetEnvironmentVariable("OSS_ENDPOINT") ?? "http://127.0.0.1:9000";
        using var client = new OssClient(new OssClientOptions { Endpoint = endpoint });
        var signed = await client.PresignAsync(HttpMethod.Get, bucket, key, Validity);
        return signed.Url;
    }
}
