using System.Net.Sockets;
using System.Text;
using Ossa.Engine.Records;
using Ossa.Protocol.Signing;
using Ossa.Storage;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Buckets;

/// <summary>
/// A server where a request can be stopped as soon as it has found its bucket. That is deleted then, and another account makes one of the same
/// name, with a secret in everything that a bucket has. Then the request goes on.
/// </summary>
internal sealed class BucketSwap : IAsyncDisposable
{
    public const string Bucket = "contested-bucket";
    public const string LogBucket = "log-bucket";
    public const string Key = "k";

    /// <summary>What is in every setting and object of the new bucket.</summary>
    public const string Secret = "zanzibar";

    private static readonly KeyValuePair<string, string> Metadata = new("x-oss-meta-a", Secret);

    private readonly TestServer _server;
    private readonly StorageEngine _storage;
    private readonly InterceptedStore _rows;
    private readonly AccessKey _other;

    private BucketSwap(TestServer server, StorageEngine storage, InterceptedStore rows, AccessKey other) =>
        (_server, _storage, _rows, _other) = (server, storage, rows, other);

    /// <summary>The rows of the new bucket as they were when it was there and complete.</summary>
    public IReadOnlyList<string> Made { get; private set; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<BucketSwap> StartAsync()
    {
        var (storage, rows) = InterceptedStore.Create();
        // Whoever keeps a body back must not be cut off while the bucket is made again, however busy the machine is.
        var server = await TestServer.StartAsync(
            options => options with { IdleTimeout = TimeSpan.FromMinutes(10) },
            storage
        );
        var made = await server.Engine.Accounts.CreateAsync("other", "", Cancel);
        var swap = new BucketSwap(server, storage, rows, new AccessKey(made.KeyId, made.Secret));
        await swap.DoAsync(TestServer.Key, "PUT", LogBucket, null, "");
        await swap.DoAsync(TestServer.Key, "PUT", Bucket, null, "");
        return swap;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Puts an object into the old bucket.</summary>
    public Task PutAsync() => DoAsync(TestServer.Key, "PUT", Bucket, Key, "", "old");

    /// <summary>Sends a whole request of the first account; the bucket becomes another one as soon as it was found.</summary>
    public async Task<WireResponse> AskAsync(
        string method,
        string? key,
        string query,
        string? body,
        params KeyValuePair<string, string>[] headers
    )
    {
        _rows.AfterRead = (Encoding.UTF8.GetBytes(Bucket), SwapAsync);
        var answer = await SendAsync(TestServer.Key, method, Bucket, key, query, headers, body);
        Assert.Null(_rows.AfterRead);
        return answer;
    }

    /// <summary>Sends a request of the first account and keeps the body back until the bucket is another one.</summary>
    public async Task<WireResponse> HoldAsync(string method, string? key, string query, string body)
    {
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _rows.AfterRead = (
            Encoding.UTF8.GetBytes(Bucket),
            () =>
            {
                found.SetResult();
                return Task.CompletedTask;
            }
        );
        using var client = new TcpClient();
        await client.ConnectAsync(_server.EndPoint, Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(HeadOf(method, key, query, body.Length)), Cancel);
        await found.Task.WaitAsync(Cancel);
        await SwapAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(body), Cancel);
        return await WireClient.ReadAsync(stream, isHead: false, Cancel);
    }

    /// <summary>All rows of the bucket that has the name now, and of all that is in it.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        var bucket = await _server.Engine.Buckets.GetAsync(Bucket, Cancel);
        var marks = (string[])[Bucket, bucket.Incarnation];
        var rows = new List<string>();
        foreach (var partition in (PartitionId[])[RowKeys.Control, bucket.Partition])
        {
            await foreach (var row in RowScan.PrefixAsync(_storage.Metadata, partition, [], Cancel))
            {
                var key = Encoding.Latin1.GetString(row.Key);
                if (partition == bucket.Partition || marks.Any(mark => key.Contains(mark, StringComparison.Ordinal)))
                {
                    rows.Add($"{key} = {Convert.ToHexString(row.Value)}");
                }
            }
        }

        return rows;
    }

    private async Task SwapAsync()
    {
        await SendAsync(TestServer.Key, "DELETE", Bucket, Key, "", [], null);
        await DoAsync(TestServer.Key, "DELETE", Bucket, null, "");
        await DoAsync(_other, "PUT", Bucket, null, "");
        await DoAsync(_other, "PUT", Bucket, Key, "", Secret);
        await DoAsync(_other, "PUT", Bucket, Secret, "", Secret);
        foreach (
            var setting in BucketSetting.All.Where(setting => setting.Body.Contains(Secret, StringComparison.Ordinal))
        )
        {
            await DoAsync(_other, setting.Method, Bucket, null, setting.Query, setting.Body);
        }

        Made = await RowsAsync();
    }

    private async Task DoAsync(
        AccessKey signer,
        string method,
        string bucket,
        string? key,
        string query,
        string? body = null
    )
    {
        var headers = key is null ? (KeyValuePair<string, string>[])[] : [Metadata];
        var answer = await SendAsync(signer, method, bucket, key, query, headers, body);
        Assert.True(answer.Status is 200 or 204, $"{method} {bucket} {key} {query}: {answer.Text}");
    }

    private Task<WireResponse> SendAsync(
        AccessKey signer,
        string method,
        string bucket,
        string? key,
        string query,
        KeyValuePair<string, string>[] headers,
        string? body
    ) =>
        _server.SendAsync(
            method,
            bucket,
            key,
            Parameters(query),
            headers,
            body is null ? null : Encoding.UTF8.GetBytes(body),
            signer
        );

    private string HeadOf(string method, string? key, string query, int bytes)
    {
        var request = new SignableRequest(method, Bucket, key, Parameters(query), []);
        var signature = SignatureV4.Authorize(
            TestServer.Key,
            TestServer.Region,
            CredentialScope.OssProduct,
            _server.Time.GetUtcNow(),
            request
        );
        var headers = signature
            .Prepend(new("Host", _server.Host))
            .Append(new("Content-Length", bytes.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .Select(header => $"{header.Key}: {header.Value}\r\n");
        var target = TestServer.Target(Bucket, key, Parameters(query));
        return $"{method} {target} HTTP/1.1\r\n{string.Concat(headers)}\r\n";
    }

    private static KeyValuePair<string, string>[] Parameters(string query) =>
        [
            .. query
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('=', 2))
                .Select(parts => new KeyValuePair<string, string>(parts[0], parts.ElementAtOrDefault(1) ?? "")),
        ];
}
