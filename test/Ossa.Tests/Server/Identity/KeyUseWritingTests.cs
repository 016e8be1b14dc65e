using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Identity;

/// <summary>Uses of keys are written seldom, last longer than the server, and leave alone how requests are let in.</summary>
public sealed class KeyUseWritingTests : IDisposable
{
    private const string Bucket = "test-bucket";

    private static readonly PartitionId Identity = new("identity");
    private static readonly byte[] RootRow = Encoding.UTF8.GetBytes("l/" + TestServer.Key.Id);

    private readonly TemporaryDirectory _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_key_is_written_once_in_an_interval_however_often_it_signs()
    {
        var (storage, store) = InterceptedStore.Create();
        await using var server = await TestServer.StartAsync(storage: storage);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        var writes = 0;
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.AfterBatch = partition =>
        {
            if (partition == Identity)
            {
                writes++;
                written.TrySetResult();
            }
        };
        for (var i = 0; i < 20; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(200, (await server.SendAsync("GET", Bucket)).Status);
        }

        Assert.Equal(0, writes);
        var used = await server.Engine.KeyUses.FindAsync(TestServer.Key.Id, Cancel);
        Assert.InRange(server.Time.GetUtcNow() - used!.At, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        server.Time.Advance(server.Engine.Options.KeyUseInterval!.Value);
        await written.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.Equal(1, writes);
        Assert.NotNull(await store.GetAsync(Identity, RowFamily.Record, RootRow, Cancel));
        Assert.Equal(used, await server.Engine.KeyUses.FindAsync(TestServer.Key.Id, Cancel));
    }

    [Fact]
    public async Task A_stopped_server_has_written_all_uses()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using (var server = await StartAsync(clock))
        {
            Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        }

        var used = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromDays(1));
        await using var again = await StartAsync(clock);
        var known = await again.Engine.KeyUses.FindAsync(TestServer.Key.Id, Cancel);
        Assert.Equal((used.AddTicks(-(used.Ticks % TimeSpan.TicksPerSecond)), "Oss"), (known!.At, known.Service));
    }

    [Fact]
    public async Task A_repeated_download_is_a_use_and_no_write_of_uses_has_it_judged_anew()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await StartAsync(clock);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket, "k", body: [1])).Status);
        var url = server.Presign("GET", Bucket, "k");
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(200, (await server.SendRawAsync("GET", url)).Status);
        }

        var repeated = await RepeatedAsync(server);
        Assert.True(repeated > 0);
        for (var i = 1; i <= 3; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(200, (await server.SendRawAsync("GET", url)).Status);
            var use = await server.Engine.KeyUses.FindAsync(TestServer.Key.Id, Cancel);
            Assert.InRange(clock.GetUtcNow() - use!.At, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            await server.Engine.KeyUses.WriteAsync([TestServer.Key.Id], Cancel);
            Assert.Equal(repeated + i, await RepeatedAsync(server));
        }
    }

    [Fact]
    public async Task A_root_key_that_was_replaced_while_no_server_ran_leaves_nothing()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await StartAsync(clock);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        await server.Engine.KeyUses.WriteAsync([TestServer.Key.Id], Cancel);
        await server.Engine.KeyUses.ForgetLostAsync([TestServer.Key.Id], Cancel);
        Assert.NotNull(await server.Engine.KeyUses.FindAsync(TestServer.Key.Id, Cancel));
        await server.Engine.KeyUses.ForgetLostAsync(["OSSAanother"], Cancel);
        Assert.Null(await server.Engine.KeyUses.FindAsync(TestServer.Key.Id, Cancel));
    }

    private async Task<TestServer> StartAsync(FakeTimeProvider clock) =>
        await TestServer.StartAsync(
            storage: await LocalEngine.OpenAsync(new() { Directory = _place.Path }, Cancel),
            clock: clock
        );

    private static Task<int> RepeatedAsync(TestServer server) => server.FigureAsync("ossa_http_answers_repeated_total");
}
