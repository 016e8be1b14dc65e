namespace Ossa.Storage.Local.Committing;

/// <summary>A time in which nothing is committed, until it is disposed.</summary>
internal sealed class CommitPause(Action end) : IDisposable
{
    private Action? _end = end;

    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
