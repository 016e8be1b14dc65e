using Microsoft.AspNetCore.Http;

namespace Ossa.Server.Sharing;

/// <summary>One try to send a file. It may be given up for a later one of the same file as long as it runs.</summary>
internal sealed class UploadAttempt(HttpContext http)
{
    private readonly TaskCompletionSource<StoredFile?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();

    /// <summary>What the file became, once that is known; null where nothing was stored.</summary>
    public Task<StoredFile?> Result => _end.Task;

    /// <summary>Cuts its connection, unless it has ended: then this may carry another request already.</summary>
    public void GiveUp()
    {
        lock (_lock)
        {
            if (!_end.Task.IsCompleted)
            {
                http.Abort();
            }
        }
    }

    /// <summary>Tells how it ended.</summary>
    public void End(StoredFile? stored)
    {
        lock (_lock)
        {
            _end.SetResult(stored);
        }
    }
}
