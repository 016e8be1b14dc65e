using Microsoft.AspNetCore.Http;

namespace Ossa.Server.Sharing;

/// <summary>One try to send a file. It may be given up for a later one of the same file as long as it runs.</summary>
internal sealed class UploadAttempt(HttpContext http)
{
    /// <summary>Null once it has ended, so that who remembers what was stored does not keep a connection that is gone.</summary>
    private HttpContext? _http = http;

    private readonly TaskCompletionSource<StoredFile?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();

    /// <summary>What the file became, once that is known; null where nothing was stored.</summary>
    public Task<StoredFile?> Result => _end.Task;

    /// <summary>Cuts its connection, unless it has ended: then this may carry another request already.</summary>
    public void GiveUp()
    {
        lock (_lock)
        {
            _http?.Abort();
        }
    }

    /// <summary>Tells how it ended.</summary>
    public void End(StoredFile? stored)
    {
        lock (_lock)
        {
            _http = null;
            _end.SetResult(stored);
        }
    }
}
