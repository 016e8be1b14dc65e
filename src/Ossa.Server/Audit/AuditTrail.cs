using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Prometheus;

namespace Ossa.Server.Audit;

/// <summary>The audit log of a server: what takes down, what writes, and what was written.</summary>
internal sealed class AuditTrail
{
    private readonly IAuditStore _store;
    private readonly AuditLog _log;
    private readonly AuditWriter _writer;

    private AuditTrail(IAuditStore store, TimeProvider time, CollectorRegistry registry, ILoggerFactory logging)
    {
        var metrics = new AuditMetrics(registry);
        _store = store;
        _log = new AuditLog(metrics, logging.CreateLogger<AuditLog>());
        _writer = new AuditWriter(_log, store, metrics, time, logging.CreateLogger<AuditWriter>());
    }

    /// <summary>Opens the log that the options describe.</summary>
    /// <exception cref="AuditUnavailableException">Its directory cannot be made or read.</exception>
    public static AuditTrail Open(
        AuditOptions options,
        TimeProvider time,
        CollectorRegistry registry,
        ILoggerFactory logging
    )
    {
        IAuditStore store = options.Directory is { } directory
            ? OpenFiles(directory, options, time)
            : new AuditMemory();
        return new AuditTrail(store, time, registry, logging);
    }

    private static AuditFiles OpenFiles(string directory, AuditOptions options, TimeProvider time)
    {
        try
        {
            return AuditFiles.Open(directory, options, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuditUnavailableException($"The audit log cannot be kept in {directory}: {e.Message}", e);
        }
    }

    /// <summary>Writes until the log is stopped.</summary>
    public Task RunAsync(CancellationToken stopping) => _writer.RunAsync(stopping);

    /// <summary>Takes a request down that has been answered.</summary>
    public void Note(OssContext context, OssError? refusal, TimeSpan elapsed) => _log.Note(context, refusal, elapsed);

    /// <summary>Takes down a request that was answered, as a line without its end.</summary>
    public void Add(byte[] line) => _log.Add(line);

    /// <summary>Lets readers that wait for more go, since the server stops.</summary>
    public void EndFollowing() => _writer.EndFollowing();

    /// <summary>Takes no more requests down; what waits is written yet.</summary>
    public void Complete() => _log.Complete();

    /// <summary>The wanted lines, and null whenever those that there are have come to their end.</summary>
    /// <param name="filter">Which entries are wanted.</param>
    /// <param name="follow">Whether to wait for more at the end.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async IAsyncEnumerable<string?> ReadAsync(
        AuditFilter filter,
        bool follow,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await _writer.CatchUpAsync().WaitAsync(cancellationToken);
        var cursor = _store.Open(filter.Since);
        do
        {
            var more = _writer.MoreAsync();
            var isEnding = _writer.IsEnding;
            foreach (var line in cursor.ReadOn())
            {
                if (filter.MayTake(line) && AuditEntry.Read(line) is { } entry && filter.Takes(entry))
                {
                    yield return line;
                }
            }

            yield return null;
            if (!follow || isEnding)
            {
                yield break;
            }

            await more.WaitAsync(cancellationToken);
        } while (true);
    }
}
