using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Versions;

/// <summary>A test whose bucket keeps versions once it says so.</summary>
public abstract class VersionedTest : ServerTest
{
    protected Task<WireResponse> SetVersioningAsync(string status) =>
        Server.SendAsync(
            "PUT",
            Bucket,
            query: [H("versioning", "")],
            body: Utf8($"<VersioningConfiguration><Status>{status}</Status></VersioningConfiguration>")
        );

    protected async Task EnableAsync() => Assert.Equal(200, (await SetVersioningAsync("Enabled")).Status);

    /// <summary>Puts an object and gives its version.</summary>
    protected async Task<string> PutVersionAsync(
        string key,
        byte[] body,
        params KeyValuePair<string, string>[] headers
    ) => (await PutAsync(key, body, headers))["x-oss-version-id"]!;

    protected Task<WireResponse> OfVersionAsync(string method, string key, string version) =>
        Server.SendAsync(method, Bucket, key, [H("versionId", version)]);

    protected Task<WireResponse> ListAsync(params KeyValuePair<string, string>[] query) =>
        Server.SendAsync("GET", Bucket, query: [H("versions", ""), .. query]);
}
