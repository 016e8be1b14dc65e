using System.Text;
using System.Text.RegularExpressions;
using Ossa.Storage;
using Ossa.Tests.Server.Road;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Logging;

/// <summary>A server with a bucket whose log goes to another one, and a clock and a log of its own to see when it went.</summary>
public abstract partial class LogTest : IAsyncLifetime
{
    protected const string Bucket = "test-bucket";
    protected const string Logs = "logs";
    protected const string Prefix = "access/";

    /// <summary>The fields that every line has.</summary>
    protected const int FieldCount = 28;

    private readonly RecordedLog _log = new();
    private bool _isRunning;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected TestServer Server { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _log.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static KeyValuePair<string, string> H(string name, string value) => new(name, value);

    protected async Task StopAsync()
    {
        if (_isRunning)
        {
            _isRunning = false;
            await Server.DisposeAsync();
        }
    }

    protected async Task StartAsync(StorageEngine? storage = null)
    {
        await StopAsync();
        Server = await TestServer.StartAsync(storage: storage, log: _log);
        _isRunning = true;
        await Server.SendAsync("PUT", Bucket);
        await Server.SendAsync("PUT", Logs);
        await EnableAsync(Logs);
    }

    protected async Task EnableAsync(string target, string prefix = Prefix)
    {
        var xml =
            $"<BucketLoggingStatus><LoggingEnabled><TargetBucket>{target}</TargetBucket><TargetPrefix>{prefix}</TargetPrefix></LoggingEnabled></BucketLoggingStatus>";
        var body = Encoding.UTF8.GetBytes(xml);
        Assert.Equal(
            200,
            (await NotedAsync(Server.SendAsync("PUT", Bucket, query: [H("logging", "")], body: body))).Status
        );
    }

    /// <summary>Waits until a request has been answered, taken down and let go of.</summary>
    protected async Task<WireResponse> NotedAsync(Task<WireResponse> request)
    {
        var answer = await request;
        await _log.WaitForAsync(answer["x-oss-request-id"]!, Cancel);
        return answer;
    }

    /// <summary>Lets the time pass after which logs are delivered, and waits for what the server says of it.</summary>
    protected async Task<string> PassAsync(string begin = "Delivered")
    {
        Server.Time.Advance(TimeSpan.FromMinutes(5));
        return await _log.WaitForAsync(begin, Cancel);
    }

    protected Task<string> SaysAsync(string begin) => _log.WaitForAsync(begin, Cancel);

    protected async Task<string[]> KeysAsync(string bucket = Logs) =>
        [
            .. (await Server.SendAsync("GET", bucket))
                .Xml.Elements("Contents")
                .Select(content => content.Element("Key")!.Value),
        ];

    /// <summary>The fields of each line of an object, without their quotes.</summary>
    protected async Task<string[][]> ReadAsync(string key, string bucket = Logs)
    {
        var answer = await Server.SendAsync("GET", bucket, key);
        Assert.Equal((200, "text/plain"), (answer.Status, answer["Content-Type"]));
        Assert.EndsWith("\n", answer.Text, StringComparison.Ordinal);
        return [.. answer.Text.TrimEnd('\n').Split('\n').Select(Split)];
    }

    /// <summary>The fields of the only line of the only object.</summary>
    protected async Task<string[]> ReadOneAsync() => Assert.Single(await ReadAsync(Assert.Single(await KeysAsync())));

    private static string[] Split(string line)
    {
        var fields = Field().Matches(line).Select(match => match.Value).ToArray();
        Assert.Equal(line, string.Join(' ', fields));
        return [.. fields.Select(field => field.StartsWith('"') ? field[1..^1] : field)];
    }

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|[^ \"\\[]+")]
    private static partial Regex Field();
}
