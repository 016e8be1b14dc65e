using System.Net;
using System.Net.Sockets;
using Ossa.Engine;
using Ossa.Hosting;
using Ossa.Storage.Local;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Sharing;

/// <summary>A server that was killed leaves word of itself, and another program may listen where it did.</summary>
public sealed class StaleServerTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();
    private readonly TcpListener _other = new(IPAddress.Loopback, 0);

    public StaleServerTests()
    {
        _other.Start();
        File.WriteAllText(Path.Combine(_place.Path, "a.txt"), "a secret");
    }

    private DataDirectory Data => new(Path.Combine(_place.Path, "data"));

    private Uri Address => new($"http://{_other.LocalEndpoint}");

    public void Dispose()
    {
        _other.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task What_a_process_says_that_does_not_hold_the_directory_is_not_listened_to()
    {
        await using var holder = await OpenAsync();
        var key = RootCredentials.LoadOrCreate(Data, out _);
        new ServerFile(Environment.ProcessId + 1, Address, null, "cn-hangzhou", key.Id).Write(Data);

        var run = await new CommandRun { HomeFolder = _place.Path }.RunAsync(
            "share",
            Path.Combine(_place.Path, "a.txt"),
            "--data",
            Data.Path
        );

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains($"process {Environment.ProcessId}", run.Error, StringComparison.Ordinal);
        Assert.Contains("does not say where it listens", run.Error, StringComparison.Ordinal);
        Assert.False(_other.Pending(), "The file was offered to somebody else.");
    }

    [Fact]
    public async Task The_holder_is_believed()
    {
        await using var holder = await OpenAsync();
        new ServerFile(Environment.ProcessId, Address, null, "cn-hangzhou", "id").Write(Data);
        Assert.Equal(Address, ServerFile.Read(Data, Environment.ProcessId)!.Address);
        Assert.Null(ServerFile.Read(Data, Environment.ProcessId + 1));
        Assert.Null(ServerFile.Read(Data, null));
    }

    [Fact]
    public async Task A_new_holder_takes_away_what_an_earlier_one_left()
    {
        await using (await OpenAsync()) { }
        new ServerFile(Environment.ProcessId, Address, null, "cn-hangzhou", "id").Write(Data);
        await using var engine = await EmbeddedServer.OpenAsync(
            Data,
            new EngineOptions(),
            directIo: true,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        Assert.Null(ServerFile.Read(Data, Environment.ProcessId));
    }

    private Task<Ossa.Storage.StorageEngine> OpenAsync() =>
        LocalEngine.OpenAsync(new LocalEngineOptions { Directory = Data.Path }, TestContext.Current.CancellationToken);
}
