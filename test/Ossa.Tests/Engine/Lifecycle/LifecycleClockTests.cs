using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Ossa.Engine;
using Ossa.Engine.Lifecycle;
using Ossa.Protocol.Access;
using Ossa.Storage.InMemory;
using Xunit;

namespace Ossa.Tests.Engine.Lifecycle;

/// <summary>When the rules are gone over in the background.</summary>
public sealed class LifecycleClockTests : IAsyncLifetime, ILifecycleReport
{
    private readonly SleepingTime _time = new();
    private readonly Channel<DateTimeOffset> _runs = Channel.CreateUnbounded<DateTimeOffset>();
    private readonly CancellationTokenSource _stop = new();
    private OssaEngine _engine = null!;
    private Task _running = Task.CompletedTask;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _engine = await OssaEngine.OpenAsync(InMemoryEngine.Create(), new EngineOptions(), _time, Cancel);
        var bucket = await _engine.Buckets.CreateAsync(
            "bucket",
            _engine.AccountId,
            CannedAcl.Private,
            "Standard",
            "LRS",
            Cancel
        );
        await _engine.Lifecycles.SetAsync(bucket, [LifecycleRules.Expiring(1)], Cancel);
        _running = _engine.LifecycleRunner.RunAsync(this, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        await _engine.DisposeAsync();
        _stop.Dispose();
    }

    void ILifecycleReport.Ended(string bucket, LifecycleFigures figures) => _runs.Writer.TryWrite(_time.GetUtcNow());

    void ILifecycleReport.Failed(string bucket, Exception exception) => _runs.Writer.TryComplete(exception);

    [Fact]
    public async Task A_run_comes_once_an_hour()
    {
        var first = await SleepUntilRunAsync();
        var second = await SleepUntilRunAsync();
        Assert.Equal(TimeSpan.FromHours(1), second - first);
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_is_noticed_within_a_minute()
    {
        await SleepUntilRunAsync();
        await _time.SleepAsync(Cancel);
        var jumped = _time.GetUtcNow().AddDays(3);
        _time.AdjustTime(jumped);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(jumped.AddMinutes(1), await _runs.Reader.ReadAsync(Cancel));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_holds_no_run_up()
    {
        await SleepUntilRunAsync();
        await _time.SleepAsync(Cancel);
        var before = _time.GetUtcNow().AddDays(-3);
        _time.AdjustTime(before);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(before.AddMinutes(1), await _runs.Reader.ReadAsync(Cancel));
    }

    /// <summary>Turns the clock on by a minute whenever the runner sleeps, until it has run.</summary>
    private async Task<DateTimeOffset> SleepUntilRunAsync()
    {
        while (true)
        {
            await _time.SleepAsync(Cancel);
            if (_runs.Reader.TryRead(out var at))
            {
                // It sleeps already again.
                _time.StillSleeps();
                return at;
            }

            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    /// <summary>A clock that tells when somebody has begun to sleep on it.</summary>
    private sealed class SleepingTime() : FakeTimeProvider(LifecycleRules.Noon)
    {
        private readonly Channel<bool> _sleeps = Channel.CreateUnbounded<bool>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _sleeps.Writer.TryWrite(true);
            return timer;
        }

        public ValueTask<bool> SleepAsync(CancellationToken cancellationToken) =>
            _sleeps.Reader.ReadAsync(cancellationToken);

        public void StillSleeps() => _sleeps.Writer.TryWrite(true);
    }
}
