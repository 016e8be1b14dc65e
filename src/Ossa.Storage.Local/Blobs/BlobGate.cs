namespace Ossa.Storage.Local.Blobs;

/// <summary>
/// Files of blobs come and go through here. While it is closed those who want to make or remove one wait; writing to a file that there
/// is already goes on.
/// </summary>
internal sealed class BlobGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _opened;
    private TaskCompletionSource? _quiet;
    private int _inside;

    /// <summary>Waits until the gate is open. Whoever has entered must leave, and soon.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        while (TryEnter() is { } opened)
        {
            await opened.WaitAsync(cancellationToken);
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_inside == 0)
            {
                _quiet?.TrySetResult();
            }
        }
    }

    /// <summary>Lets nobody in any more, and returns once everybody is out. One at a time may close it.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            if (_opened is not null)
            {
                throw new InvalidOperationException("The gate is closed already.");
            }

            _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_inside == 0)
            {
                _quiet.SetResult();
            }

            return _quiet.Task;
        }
    }

    public void Open()
    {
        lock (_lock)
        {
            _opened?.SetResult();
            _opened = null;
            _quiet = null;
        }
    }

    /// <summary>Null when inside; else what to wait for before the next try.</summary>
    private Task? TryEnter()
    {
        lock (_lock)
        {
            if (_opened is null)
            {
                _inside++;
            }

            return _opened?.Task;
        }
    }
}
