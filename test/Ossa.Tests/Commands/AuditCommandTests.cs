using Ossa.Server.Audit;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Commands;

public sealed class AuditCommandTests : CommandTest
{
    [Fact]
    public async Task It_shows_what_a_server_took_down_and_why_something_was_denied()
    {
        await PutAsync("k\n", [1]);
        await Server.SendRawAsync("GET", $"/{Bucket}/k%0A");
        var shown = await UntilAsync("bucket ACL private", "audit", "--bucket", Bucket);
        var rows = shown.TrimEnd().Split('\n');
        Assert.All(rows, row => Assert.True(row.Length <= 80, row));
        Assert.Contains(
            rows,
            row => row.Contains(" 200 PutObject        (owner)      test-bucket/k\\u000A", StringComparison.Ordinal)
        );
        var denied = (await DoAsync("audit", "--denied", "--status", "4xx")).Out;
        Assert.Contains(" 403 GetObject        -            test-bucket/k\\u000A", denied, StringComparison.Ordinal);
        Assert.DoesNotContain("PutObject", denied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_of_a_signed_url_are_found_by_it()
    {
        await PutAsync("k", [1]);
        var url = $"http://{Server.Host}{Server.Presign("GET", Bucket, "k")}";
        await Server.SendRawAsync("GET", new Uri(url).PathAndQuery);
        await GetAsync("k");
        var shown = await UntilAsync("GetObject", "audit", "--url", url, "--json");
        Assert.Equal(
            SignatureFingerprint.OfUrl(url),
            AuditEntry.Read(Assert.Single(shown.TrimEnd().Split('\n')))!.Signature
        );
    }

    [Fact]
    public async Task A_directory_is_read_without_a_server()
    {
        var folder = Directory.CreateDirectory(InFolder("data", "audit"));
        var entry = new AuditEntry
        {
            Time = Server.Time.GetUtcNow(),
            Operation = "GetObject",
            Bucket = "b",
            Status = 200,
        };
        var line = System.Text.Encoding.UTF8.GetString(entry.Write());
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "audit-20260301T120000000Z.jsonl"),
            $"{line}\nno entry\n{line[..9]}",
            TestContext.Current.CancellationToken
        );
        Assert.Equal($"{line}\n", (await DoAsync("audit", "--json", "--data", InFolder("data"))).Out);
        Assert.Equal("", (await DoAsync("audit", "--data", InFolder("data"), "--bucket", "another")).Out);
        Assert.Equal(1, (await RunAsync("audit", "--data", InFolder("nowhere"))).ExitCode);
    }

    [Theory]
    [InlineData("--status", "teapot")]
    [InlineData("--since", "yesterday")]
    [InlineData("--url", "http://host/b/k")]
    public async Task What_means_nothing_is_wrong_usage(string flag, string value) =>
        Assert.Equal(2, (await RunAsync("audit", flag, value)).ExitCode);

    /// <summary>An entry is made after its answer was sent, so it may take another look until it is there.</summary>
    private async Task<string> UntilAsync(string text, params string[] args)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var shown = (await DoAsync(args)).Out;
            if (shown.Contains(text, StringComparison.Ordinal))
            {
                return shown;
            }
        }
    }
}
