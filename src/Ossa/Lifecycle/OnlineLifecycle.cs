using System.Text.Json;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine.Lifecycle;
using Ossa.Hosting;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Hosting;

namespace Ossa.Lifecycle;

/// <summary>Has the server that holds a data directory go over its lifecycle rules, while it goes on serving.</summary>
internal static class OnlineLifecycle
{
    public static async Task<LifecycleFigures> RunAsync(
        CommandContext context,
        RunningServer server,
        LifecycleRunOptions options,
        LifecycleReport report,
        CancellationToken stop
    )
    {
        using var client = new AdminClient(server, context.Clock);
        try
        {
            await foreach (var line in client.LinesAsync(HttpMethod.Post, AdminApi.Lifecycle, QueryOf(options), stop))
            {
                if (LifecycleLines.ReadSummary(line) is { } figures)
                {
                    return figures;
                }

                if (LifecycleLines.ReadProgress(line) is { } progress)
                {
                    report.Report(progress);
                }
                else if (LifecycleLines.ReadFailure(line) is { } failed)
                {
                    report.Failed(failed);
                }
                else
                {
                    await report.ShowAsync(LifecycleLines.ReadStep(line), stop);
                }
            }
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw BrokenOff(server, e);
        }

        throw BrokenOff(server, null);
    }

    private static CommandException BrokenOff(RunningServer server, Exception? cause)
    {
        var message = $"The run by the server on {server.Address} broke off; the server's log says why.";
        return cause is null ? new CommandException(message) : new CommandException(message, cause);
    }

    private static List<KeyValuePair<string, string>> QueryOf(LifecycleRunOptions options)
    {
        var query = new List<KeyValuePair<string, string>>();
        if (options.Bucket is { } bucket)
        {
            query.Add(new(AdminApi.Bucket, bucket));
        }

        if (options.DryRun)
        {
            query.Add(new(AdminApi.DryRun, ""));
        }

        if (options.At is { } at)
        {
            query.Add(new(AdminApi.At, SigningTime.ToErrorTime(at)));
        }

        if (options.After != TimeSpan.Zero)
        {
            query.Add(new(AdminApi.After, DurationText.Format(options.After)));
        }

        return query;
    }
}
