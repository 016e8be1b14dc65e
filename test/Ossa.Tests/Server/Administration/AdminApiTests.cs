using Ossa.Engine.Checking;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Storage;
using Ossa.Storage.InMemory;
using Ossa.Storage.Local;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Administration;

/// <summary>The admin API over the wire: who may ask, for what, and what it answers.</summary>
public sealed class AdminApiTests : ServerTest
{
    private const string Check = "/-/admin/v1/check";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_but_the_owner_may_ask_and_only_by_a_header_of_V4()
    {
        AssertRefused(await Server.SendRawAsync("POST", Check), 403, "AccessDenied", "0003-00001201");
        AssertDenied(await Server.SendRawAsync("POST", Server.Presign("POST", "-", "admin/v1/check")));
        AssertDenied(await Server.SendRawAsync("POST", Server.PresignV1("POST", "-", "admin/v1/check")));

        var request = new SignableRequest("POST", "-", "admin/v1/check", [], []);
        var now = Server.Time.GetUtcNow();
        var v1 = SignatureV1.Authorize(
            TestServer.Key,
            now,
            request with
            {
                Headers = [H("x-oss-date", SigningTime.ToHttpDate(now))],
            }
        );
        AssertDenied(await Server.SendRawAsync("POST", Check, [H("x-oss-date", SigningTime.ToHttpDate(now)), .. v1]));
    }

    [Fact]
    public async Task A_wrong_signature_is_refused_as_everywhere()
    {
        var request = new SignableRequest("POST", "-", "admin/v1/check", [], []);
        var forged = SignatureV4.Authorize(
            TestServer.Key with
            {
                Secret = "another",
            },
            TestServer.Region,
            CredentialScope.OssProduct,
            Server.Time.GetUtcNow(),
            request
        );
        Assert.Equal("SignatureDoesNotMatch", (await Server.SendRawAsync("POST", Check, forged)).Code);

        // What was signed for one operation, or without a parameter, is not good for more.
        var signed = SignatureV4.Authorize(
            TestServer.Key,
            TestServer.Region,
            CredentialScope.OssProduct,
            Server.Time.GetUtcNow(),
            request
        );
        Assert.Equal(200, (await Server.SendRawAsync("POST", Check, signed)).Status);
        Assert.Equal("SignatureDoesNotMatch", (await Server.SendRawAsync("POST", Check + "?repair", signed)).Code);
        var backup = "/-/admin/v1/backup?directory=/tmp/x";
        Assert.Equal("SignatureDoesNotMatch", (await Server.SendRawAsync("POST", backup, signed)).Code);
        Server.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("RequestTimeTooSkewed", (await Server.SendRawAsync("POST", Check, signed)).Code);
    }

    [Fact]
    public async Task What_is_not_there_is_refused_by_name()
    {
        AssertRefused(await AskAsync("nothing"), 404, "NoSuchAdminOperation", null);
        var got = await Server.SendAsync("GET", "-", "admin/v1/check");
        AssertRefused(got, 405, "MethodNotAllowed", null);
        Assert.Equal("POST", got["Allow"]);
        var unknown = await AskAsync("check", new KeyValuePair<string, string>("fast", ""));
        AssertRefused(unknown, 400, "InvalidArgument", null);
        Assert.Contains("<Parameter>fast</Parameter>", unknown.Text, StringComparison.Ordinal);
        Assert.Equal("NoSuchBucket", (await AskAsync("check", H("bucket", "missing-bucket"))).Code);
    }

    [Fact]
    public async Task On_the_host_of_a_bucket_the_path_is_a_key()
    {
        var host = H("Host", $"{Bucket}.localhost:{Server.Port}");
        var request = new SignableRequest("PUT", Bucket, "-/admin/v1/check", [], []);
        var signed = SignatureV4.Authorize(
            TestServer.Key,
            TestServer.Region,
            CredentialScope.OssProduct,
            Server.Time.GetUtcNow(),
            request
        );
        Assert.Equal(200, (await Server.SendRawAsync("PUT", Check, [host, .. signed], [1])).Status);
        Assert.Equal([1], (await GetAsync("-/admin/v1/check")).Body);
    }

    [Fact]
    public async Task A_check_tells_each_damage_and_the_figures_last()
    {
        var storage = InMemoryEngine.Create();
        await using var server = await TestServer.StartAsync(storage: storage);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket, "whole", body: new byte[100_000])).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket, "lost", body: Bytes.Pattern(100_001))).Status);
        await DeleteBlobAsync(storage, 100_001);

        var answer = await server.SendAsync("POST", "-", "admin/v1/check");
        Assert.Equal((200, "application/x-ndjson"), (answer.Status, answer["Content-Type"]));
        var lines = answer.Text.TrimEnd('\n').Split('\n');
        var finding = CheckLines.ReadFinding(lines[0]);
        Assert.Equal((FindingKind.MissingBody, Bucket, "lost"), (finding.Kind, finding.Bucket, finding.Key));
        Assert.Equal(new CheckFigures(1, 2, 100_000, 1, 0, 0), CheckLines.ReadSummary(lines[1]));
        Assert.Equal(2, lines.Length);

        var quick = await server.SendAsync("POST", "-", "admin/v1/check", [new("quick", ""), new("bucket", Bucket)]);
        Assert.Equal(new CheckFigures(1, 2, 0, 1, 0, 0), CheckLines.ReadSummary(quick.Text.Trim().Split('\n')[^1]));
    }

    [Fact]
    public async Task A_check_that_lasts_tells_how_far_it_has_come()
    {
        var (storage, store) = InterceptedStore.Create();
        await using var server = await TestServer.StartAsync(storage: storage);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket, "lost", body: Bytes.Pattern(100_001))).Status);
        await DeleteBlobAsync(storage, 100_001);
        store.AfterRead = (Utf8("lost"), () => Task.Run(() => server.Time.Advance(TimeSpan.FromSeconds(1))));

        var answer = await server.SendAsync("POST", "-", "admin/v1/check");
        var progress = answer.Text.TrimEnd('\n').Split('\n').Select(CheckLines.ReadProgress).OfType<CheckFigures>();
        Assert.Equal(1, Assert.Single(progress).Buckets);
    }

    [Fact]
    public async Task A_repair_repairs()
    {
        var storage = InMemoryEngine.Create();
        await using var server = await TestServer.StartAsync(storage: storage);
        await using (var blob = await storage.Blobs.CreateAsync(BlobId.New(), Cancel))
        {
            await blob.WriteAsync(Bytes.Pattern(1_000), Cancel);
            await blob.CompleteAsync(Cancel);
        }

        Assert.Equal(1, (await SummaryAsync(server)).Left);
        var repaired = await SummaryAsync(server, H("repair", ""));
        Assert.Equal((1, 0), (repaired.Findings, repaired.Left));
        Assert.Equal(0, (await SummaryAsync(server)).Findings);
    }

    [Fact]
    public async Task A_backup_of_a_running_server_is_a_store_with_all_that_was_answered()
    {
        using var place = new TemporaryDirectory();
        var data = Path.Combine(place.Path, "data");
        var target = Path.Combine(place.Path, "a backup+1");
        var storage = await LocalEngine.OpenAsync(new LocalEngineOptions { Directory = data }, Cancel);
        await using var server = await TestServer.StartAsync(storage: storage);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket, "k", body: new byte[100_000])).Status);

        var query = H("directory", target);
        var answer = await server.SendAsync("POST", "-", "admin/v1/backup", [query]);
        Assert.Equal(200, answer.Status);
        var backup = BackupAnswer.Read(answer.Body);
        Assert.Equal(target, backup.Directory);
        Assert.InRange(backup.Bytes, 100_000, long.MaxValue);
        Assert.Equal(200, (await server.SendAsync("GET", Bucket, "k")).Status);

        var again = await server.SendAsync("POST", "-", "admin/v1/backup", [query]);
        AssertRefused(again, 409, "BackupFailed", null);
        Assert.Contains($"<Reason>", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_refused_from_afar_to_nowhere_and_of_memory()
    {
        var forwarded = H("X-Forwarded-For", "10.0.0.1");
        var target = Path.Combine(Path.GetTempPath(), "ossa-never-made-" + Guid.NewGuid().ToString("N"));
        var afar = await Server.SendAsync("POST", "-", "admin/v1/backup", [new("directory", target)], [forwarded]);
        AssertRefused(afar, 403, "AccessDenied", null);
        AssertRefused(await AskAsync("backup"), 400, "InvalidArgument", null);
        AssertRefused(await AskAsync("backup", H("directory", "relative/path")), 400, "InvalidArgument", null);
        AssertRefused(await AskAsync("backup", H("directory", target)), 409, "NothingToBackUp", null);
        Assert.False(Directory.Exists(target));
    }

    private static void AssertDenied(WireResponse answer) =>
        Assert.Equal((403, "AccessDenied"), (answer.Status, answer.Code));

    private Task<WireResponse> AskAsync(string operation, params KeyValuePair<string, string>[] query) =>
        Server.SendAsync("POST", "-", "admin/v1/" + operation, query);

    private static async Task<CheckFigures> SummaryAsync(TestServer server, params KeyValuePair<string, string>[] query)
    {
        var answer = await server.SendAsync("POST", "-", "admin/v1/check", query);
        return CheckLines.ReadSummary(answer.Text.Trim().Split('\n')[^1])!.Value;
    }

    private static async Task DeleteBlobAsync(StorageEngine storage, long length)
    {
        await foreach (var blob in storage.Blobs.ListAsync(Cancel))
        {
            await using var reader = await storage.Blobs.OpenAsync(blob, Cancel);
            if (reader?.Length == length)
            {
                await storage.Blobs.DeleteAsync([blob], Cancel);
            }
        }
    }
}
