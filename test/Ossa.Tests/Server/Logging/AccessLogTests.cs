using System.Globalization;
using Ossa.Engine;
using Ossa.Storage.Local;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Logging;

/// <summary>What becomes of the requests to a bucket that has a log.</summary>
public sealed class AccessLogTests : LogTest
{
    [Fact]
    public async Task Each_request_becomes_a_line_in_the_format_of_the_service()
    {
        await NotedAsync(Server.SendAsync("PUT", Bucket, "a b/ü", body: [1, 2, 3]));
        var at = Server.Time.GetUtcNow();
        var got = await NotedAsync(
            Server.SendAsync(
                "GET",
                Bucket,
                "a b/ü",
                headers: [H("Referer", "http://page.test/"), H("User-Agent", "curl/7.15.5"), H("Range", "bytes=0-1")]
            )
        );
        await PassAsync();
        var key = Assert.Single(await KeysAsync());
        var delivered = at.AddMinutes(5).UtcDateTime.ToString("yyyy-MM-dd-HH-mm-ss", CultureInfo.InvariantCulture);
        Assert.Equal($"{Prefix}{Bucket}{delivered}-0001", key);
        var lines = await ReadAsync(key);
        Assert.Equal(["PutObject", "GetObject"], lines.Select(line => line[14]));
        var owner = Server.Engine.AccountId;
        var time = at.UtcDateTime.ToString("'['dd/MMM/yyyy:HH:mm:ss' +0000]'", CultureInfo.InvariantCulture);
        Assert.Equal(
            [
                "127.0.0.1",
                "-",
                "-",
                time,
                $"GET /{Bucket}/a%20b/%C3%BC HTTP/1.1",
                "206",
                "2",
                "0",
                "http://page.test/",
                "curl/7.15.5",
                Server.Host,
                got["x-oss-request-id"]!,
                "true",
                owner,
                "GetObject",
                Bucket,
                "a%20b%2F%C3%BC",
                "3",
                "0",
                "-",
                lines[1][20],
                owner,
                "-",
                "-",
                "Standard",
                "-",
                "-",
                TestServer.Key.Id,
            ],
            lines[1]
        );
        Assert.True(int.Parse(lines[1][20], CultureInfo.InvariantCulture) > 100);
        Assert.Equal("3", lines[0][17]);
    }

    [Fact]
    public async Task Refused_and_anonymous_requests_are_taken_down_too()
    {
        await NotedAsync(Server.SendRawAsync("GET", $"/{Bucket}/k"));
        await NotedAsync(Server.SendAsync("GET", Bucket, "missing"));
        await NotedAsync(Server.SendAsync("GET", Bucket));
        await PassAsync();
        var lines = await ReadAsync(Assert.Single(await KeysAsync()));
        Assert.Equal(["403", "404", "200"], lines.Select(line => line[5]));
        Assert.Equal(["AccessDenied", "NoSuchKey", "-"], lines.Select(line => line[19]));
        Assert.Equal(["GetObject", "GetObject", "GetBucket"], lines.Select(line => line[14]));
        Assert.Equal(["k", "missing", "-"], lines.Select(line => line[16]));
        Assert.Equal(("-", "-"), (lines[0][13], lines[0][27]));
        Assert.Equal("-", lines[2][24]);
    }

    [Fact]
    public async Task No_line_tells_a_signature_or_a_token()
    {
        await Server.SendAsync("PUT", Bucket, "k", body: [1]);
        var v4 = Server.Presign("GET", Bucket, "k");
        var v1 = Server.PresignV1("GET", Bucket, "k");
        await NotedAsync(Server.SendRawAsync("GET", v4, [H("Referer", $"http://{Server.Host}{v1}")]));
        await NotedAsync(Server.SendRawAsync("GET", v1));
        await NotedAsync(
            Server.SendRawAsync("GET", $"/{Bucket}/k?%53ignature=SECRET&x-oss-security-token=SECRET&prefix=a")
        );
        await PassAsync();
        var key = Assert.Single(await KeysAsync());
        var lines = (await ReadAsync(key))[^3..];
        Assert.All(lines, line => Assert.DoesNotContain("SECRET", string.Join(' ', line), StringComparison.Ordinal));
        foreach (var url in (string[])[v4, v1])
        {
            var signature = url.Split('&', '?').Single(part => part.Contains("ignature=", StringComparison.Ordinal));
            Assert.All(
                lines,
                line => Assert.DoesNotContain(signature, string.Join(' ', line), StringComparison.Ordinal)
            );
        }

        Assert.Contains("x-oss-signature=REDACTED", lines[0][4], StringComparison.Ordinal);
        Assert.Contains("Signature=REDACTED", lines[0][8], StringComparison.Ordinal);
        Assert.Equal(
            $"GET /{Bucket}/k?%53ignature=REDACTED&x-oss-security-token=REDACTED&prefix=a HTTP/1.1",
            lines[2][4]
        );
    }

    [Fact]
    public async Task Names_and_headers_can_neither_end_their_field_nor_their_line()
    {
        var forged = "x\" 200 \"\\\u00e9\tend";
        await NotedAsync(Server.SendRawAsync("GET", $"/{Bucket}/k%22%0A%22", [H("User-Agent", forged)]));
        await PassAsync();
        var line = await ReadOneAsync();
        Assert.Equal(FieldCount, line.Length);
        Assert.Equal("x\\x22 200 \\x22\\x5C\\xE9\\x09end", line[9]);
        Assert.Equal("k%22%0A%22", line[16]);
    }

    [Fact]
    public async Task Headers_and_parameters_that_were_named_are_told_in_the_last_field()
    {
        const string sets =
            "<HeaderSet><header>x-one</header><header>Authorization</header><header>x-absent</header><header>Referer</header></HeaderSet><ParamSet><parameter>p_1</parameter><parameter>long</parameter></ParamSet>";
        var body = System.Text.Encoding.UTF8.GetBytes(
            $"<UserDefinedLogFieldsConfiguration>{sets}</UserDefinedLogFieldsConfiguration>"
        );
        await NotedAsync(Server.SendAsync("PUT", Bucket, query: [H("userDefinedLogFieldsConfig", "")], body: body));
        var query = new[] { H("p_1", "ü b"), H("long", new string('l', 2000)) };
        await NotedAsync(
            Server.SendAsync(
                "GET",
                Bucket,
                "k",
                query,
                [H("X-One", "1"), H("Referer", "http://h/?x-oss-signature=s3cret&a=1")]
            )
        );
        await PassAsync();
        var lines = await ReadAsync(Assert.Single(await KeysAsync()));
        Assert.Equal([FieldCount, FieldCount + 1], lines.Select(line => line.Length));
        using var told = System.Text.Json.JsonDocument.Parse(Convert.FromBase64String(lines[1][^1]));
        Assert.True(told.RootElement.GetProperty("truncated").GetBoolean());
        var headers = told.RootElement.GetProperty("headers");
        Assert.Equal("1", headers.GetProperty("x-one").GetString());
        Assert.Equal("REDACTED", headers.GetProperty("Authorization").GetString());
        Assert.Equal("http://h/?x-oss-signature=REDACTED&a=1", headers.GetProperty("Referer").GetString());
        Assert.False(headers.TryGetProperty("x-absent", out _));
        var parameters = told.RootElement.GetProperty("querys");
        Assert.Equal("ü b", parameters.GetProperty("p_1").GetString());
        Assert.InRange(parameters.GetProperty("long").GetString()!.Length, 900, 1000);
    }

    [Fact]
    public async Task A_log_is_delivered_each_time_into_an_object_of_its_own()
    {
        await NotedAsync(Server.SendAsync("GET", Bucket, "one"));
        await PassAsync();
        await NotedAsync(Server.SendAsync("GET", Bucket, "two"));
        await PassAsync();
        var keys = await KeysAsync();
        Assert.Equal(2, keys.Length);
        Assert.Equal("one", Assert.Single(await ReadAsync(keys[0]))[16]);
        Assert.Equal("two", Assert.Single(await ReadAsync(keys[1]))[16]);
        Assert.Equal(2, await Server.FigureAsync("ossa_access_log_lines_total"));
        Assert.Equal(2, await Server.FigureAsync("ossa_access_log_objects_total"));
        Assert.Equal(0, await Server.FigureAsync("ossa_access_log_waiting_bytes"));
    }

    [Fact]
    public async Task An_object_that_has_the_name_already_is_kept()
    {
        var time = Server.Time.GetUtcNow().AddMinutes(5).UtcDateTime;
        var key = $"{Prefix}{Bucket}{time.ToString("yyyy-MM-dd-HH-mm-ss", CultureInfo.InvariantCulture)}";
        await Server.SendAsync("PUT", Logs, key + "-0001", body: [7]);
        await NotedAsync(Server.SendAsync("GET", Bucket, "k"));
        await PassAsync();
        Assert.Equal([key + "-0001", key + "-0002"], await KeysAsync());
        Assert.Equal([7], (await Server.SendAsync("GET", Logs, key + "-0001")).Body);
    }

    [Fact]
    public async Task A_bucket_without_a_log_is_not_taken_down_nor_is_one_whose_log_has_ended()
    {
        await NotedAsync(Server.SendAsync("GET", Logs, "k"));
        await NotedAsync(Server.SendAsync("GET", Bucket, "k"));
        await NotedAsync(Server.SendAsync("DELETE", Bucket, query: [H("logging", "")]));
        await NotedAsync(Server.SendAsync("GET", Bucket, "not logged"));
        await PassAsync();
        var lines = await ReadAsync(Assert.Single(await KeysAsync()));
        Assert.Equal(["GetObject", "DeleteBucketLogging"], lines.Select(line => line[14]));
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_waits_and_fails_no_request()
    {
        var (storage, store) = InterceptedStore.Create();
        await StartAsync(storage);
        await NotedAsync(Server.SendAsync("GET", Bucket, "first"));
        store.BeforeBatch = () => throw new IOException("The disk is gone.");
        await PassAsync("The log of");
        Assert.Equal(404, (await NotedAsync(Server.SendAsync("GET", Bucket, "second"))).Status);
        Assert.Equal(1, await Server.FigureAsync("ossa_access_log_failures_total"));
        store.BeforeBatch = null;
        await PassAsync();
        await SaysAsync("Delivered");
        var lines = new List<string[]>();
        foreach (var key in await KeysAsync())
        {
            lines.AddRange(await ReadAsync(key));
        }

        Assert.Equal(["first", "second"], lines.Select(line => line[16]));
        Assert.Equal(0, await Server.FigureAsync("ossa_access_log_dropped_lines_total"));
    }

    [Fact]
    public async Task Where_the_target_is_gone_the_lines_are_given_up_and_counted()
    {
        await NotedAsync(Server.SendAsync("GET", Bucket, "k"));
        Assert.Equal(204, (await Server.SendAsync("DELETE", Logs)).Status);
        Assert.StartsWith("1 lines of the log of " + Bucket, await PassAsync("1 lines"), StringComparison.Ordinal);
        Assert.Equal(1, await Server.FigureAsync("ossa_access_log_dropped_lines_total"));
        Assert.Equal(0, await Server.FigureAsync("ossa_access_log_waiting_bytes"));
    }

    [Fact]
    public async Task What_was_taken_down_is_delivered_at_a_stop_and_writing_it_is_not_taken_down()
    {
        using var place = new TemporaryDirectory();
        await StartAsync(await LocalEngine.OpenAsync(new LocalEngineOptions { Directory = place.Path }, Cancel));
        await EnableAsync(Bucket);
        await NotedAsync(Server.SendAsync("GET", Bucket, "k"));
        await StopAsync();

        // The log goes into the bucket itself, and each start and stop would find more to write if it fed itself.
        for (var start = 0; start < 2; start++)
        {
            await using var engine = await OssaEngine.OpenAsync(
                await LocalEngine.OpenAsync(new LocalEngineOptions { Directory = place.Path }, Cancel),
                new EngineOptions(),
                TimeProvider.System,
                Cancel
            );
            var bucket = await engine.Buckets.GetAsync(Bucket, Cancel);
            Assert.Equal(1, (await engine.Statistics.ReadAsync(bucket, Cancel)).Objects);
            bucket = await engine.Buckets.GetAsync(Logs, Cancel);
            Assert.Equal(1, (await engine.Statistics.ReadAsync(bucket, Cancel)).Objects);
        }
    }
}
