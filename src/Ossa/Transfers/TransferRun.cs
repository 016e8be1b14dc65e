using Ossa.Client;
using Ossa.CommandLine;

namespace Ossa.Transfers;

/// <summary>
/// Runs many transfers, a few at a time. What goes wrong with one file is told and the others go on; what would go wrong with
/// all of them (no server, no permission) ends the run.
/// </summary>
internal sealed class TransferRun(CommandContext context, Progress progress)
{
    private const int AtATime = 4;

    private long _done;
    private long _failed;

    /// <summary>Runs them all.</summary>
    /// <exception cref="CommandException">Some of them failed.</exception>
    public async Task RunAsync(IAsyncEnumerable<Transfer> transfers, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(transfers, options, RunOneAsync);
        }
        finally
        {
            progress.Clear();
        }
        if (_failed > 0)
        {
            throw new CommandException($"{_failed} of {Amounts.Count(_done + _failed, "file")} could not be copied.");
        }
        await context.Error.WriteLineAsync($"Copied {Amounts.Count(_done, "file")}, {Amounts.Bytes(progress.Bytes)}.");
    }

    private async ValueTask RunOneAsync(Transfer transfer, CancellationToken cancellationToken)
    {
        try
        {
            await transfer.RunAsync(cancellationToken);
            Interlocked.Increment(ref _done);
        }
        catch (Exception failure) when (ConcernsOneFile(failure))
        {
            Interlocked.Increment(ref _failed);
            progress.Say($"ossa: {Printable.Of(transfer.Name)}: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static bool ConcernsOneFile(Exception failure) =>
        failure
            is CommandException
                or IOException
                or UnauthorizedAccessException
                or OssChecksumException
                or OssServiceException { Code: "NoSuchKey" or "InvalidObjectName" or "FileAlreadyExists" };
}
