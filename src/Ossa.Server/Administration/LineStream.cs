using System.Text;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>
/// The lines of something that lasts, written as it goes on. Its figures come every second too: whoever waits sees that it moves, and nothing in
/// between takes the connection for a dead one.
/// </summary>
internal sealed class LineStream<TFigures> : IProgress<TFigures>, IAsyncDisposable
    where TFigures : struct
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly OssContext _context;
    private readonly Func<TFigures, string> _writeProgress;
    private readonly PeriodicTimer _timer;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Task _ticking;
    private TFigures _figures;

    public LineStream(OssContext context, Func<TFigures, string> writeProgress, TimeProvider time)
    {
        _context = context;
        _context.Http.Response.ContentType = AdminAnswer.LinesType;
        _writeProgress = writeProgress;
        _timer = new PeriodicTimer(Interval, time);
        _ticking = TickAsync();
    }

    public void Report(TFigures value)
    {
        lock (_lock)
        {
            _figures = value;
        }
    }

    /// <summary>Writes a line.</summary>
    public async ValueTask WriteAsync(string line)
    {
        await _writing.WaitAsync(_context.Aborted);
        try
        {
            await AnswerBody.WriteAsync(_context, Encoding.UTF8.GetBytes(line + "\n"));
            await _context.Http.Response.Body.FlushAsync(_context.Aborted);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Writes the last line.</summary>
    public async ValueTask EndAsync(string line)
    {
        await StopAsync();
        await WriteAsync(line);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        finally
        {
            _writing.Dispose();
        }
    }

    private async Task StopAsync()
    {
        _timer.Dispose();
        await _ticking;
    }

    private async Task TickAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            TFigures figures;
            lock (_lock)
            {
                figures = _figures;
            }

            await WriteAsync(_writeProgress(figures));
        }
    }
}
