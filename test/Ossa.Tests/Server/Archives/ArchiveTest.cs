using System.Globalization;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Archives;

/// <summary>A test with objects that must be restored, which takes ten seconds of the server's clock.</summary>
public abstract class ArchiveTest : ServerTest
{
    protected static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    protected static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];

    protected Task<WireResponse> PutClassAsync(string key, string storageClass) =>
        PutAsync(key, Content, H("x-oss-storage-class", storageClass));

    protected Task<WireResponse> RestoreAsync(string key, string? xml = null, string? version = null) =>
        Server.SendAsync("POST", Bucket, key, [H("restore", ""), .. Version(version)], body: Utf8(xml ?? ""));

    protected Task<WireResponse> CleanAsync(string key, string? version = null) =>
        Server.SendAsync("POST", Bucket, key, [H("cleanRestoredObject", ""), .. Version(version)], body: []);

    protected async Task<string?> RestoreHeaderAsync(string key) =>
        (await Server.SendAsync("HEAD", Bucket, key))["x-oss-restore"];

    /// <summary>What is said of an object that is restored until then.</summary>
    protected static string Until(DateTimeOffset time) =>
        $"ongoing-request=\"false\", expiry-date=\"{time.ToString("r", CultureInfo.InvariantCulture)}\"";

    protected static string Days(string days, string? tier = null) =>
        $"<RestoreRequest><Days>{days}</Days>{(tier is null ? "" : $"<JobParameters><Tier>{tier}</Tier></JobParameters>")}</RestoreRequest>";

    protected async Task AssertFrozenAsync(string key) =>
        AssertRefused(await GetAsync(key), 403, "InvalidObjectState", "0016-00000404");

    private static KeyValuePair<string, string>[] Version(string? version) =>
        version is null ? [] : [H("versionId", version)];
}
