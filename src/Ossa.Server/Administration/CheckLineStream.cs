using System.Text;
using Ossa.Engine.Checking;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>
/// The lines of a check, written as it goes on. The figures come every second too: whoever waits sees that it moves, and nothing in
/// between takes the connection for a dead one.
/// </summary>
internal sealed class CheckLineStream : IProgress<CheckFigures>, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly OssContext _context;
    private readonly PeriodicTimer _timer;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Task _ticking;
    private CheckFigures _figures;

    public CheckLineStream(OssContext context, TimeProvider time)
    {
        _context = context;
        _context.Http.Response.ContentType = "application/x-ndjson";
        _timer = new PeriodicTimer(Interval, time);
        _ticking = TickAsync();
    }

    public void Report(CheckFigures value)
    {
        lock (_lock)
        {
            _figures = value;
        }
    }

    public ValueTask WriteAsync(Finding finding, CancellationToken cancellationToken) =>
        WriteLineAsync(CheckLines.Write(finding));

    /// <summary>Writes the last line.</summary>
    public async ValueTask EndAsync(CheckFigures figures)
    {
        await StopAsync();
        await WriteLineAsync(CheckLines.WriteSummary(figures));
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
            CheckFigures figures;
            lock (_lock)
            {
                figures = _figures;
            }

            await WriteLineAsync(CheckLines.WriteProgress(figures));
        }
    }

    private async ValueTask WriteLineAsync(string line)
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
}
