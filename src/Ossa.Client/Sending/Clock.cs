namespace Ossa.Client.Sending;

/// <summary>The time as the server sees it: our clock, put right once a server has said how far it is off.</summary>
internal sealed class Clock(TimeProvider provider)
{
    private long _offsetTicks;

    public TimeProvider Provider => provider;

    public DateTimeOffset Now => provider.GetUtcNow() + new TimeSpan(Volatile.Read(ref _offsetTicks));

    public void Correct(DateTimeOffset serverTime) =>
        Volatile.Write(ref _offsetTicks, (serverTime - provider.GetUtcNow()).Ticks);
}
