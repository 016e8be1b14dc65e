using System.Text.Json;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine.Checking;
using Ossa.Hosting;
using Ossa.Server.Administration;

namespace Ossa.Checking;

/// <summary>Has the server that holds a data directory check it, while it goes on serving.</summary>
internal static class OnlineCheck
{
    public static async Task<CheckFigures> RunAsync(
        CommandContext context,
        RunningServer server,
        CheckOptions options,
        Func<Finding, CancellationToken, ValueTask> report,
        CancellationToken stop
    )
    {
        using var client = new AdminClient(server, context.Clock);
        try
        {
            await foreach (var line in client.LinesAsync(HttpMethod.Post, AdminApi.Check, QueryOf(options), stop))
            {
                if (CheckLines.ReadSummary(line) is { } figures)
                {
                    return figures;
                }

                if (CheckLines.ReadProgress(line) is { } progress)
                {
                    options.Progress?.Report(progress);
                }
                else
                {
                    await report(CheckLines.ReadFinding(line), stop);
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
        const string What = "broke off, so not everything was checked; the server's log says why.";
        var message = $"The check by the server on {server.Address} {What}";
        return cause is null ? new CommandException(message) : new CommandException(message, cause);
    }

    private static List<KeyValuePair<string, string>> QueryOf(CheckOptions options)
    {
        var query = new List<KeyValuePair<string, string>>();
        if (options.Bucket is { } bucket)
        {
            query.Add(new(AdminApi.Bucket, bucket));
        }

        if (options.Quick)
        {
            query.Add(new(AdminApi.Quick, ""));
        }

        if (options.Repair)
        {
            query.Add(new(AdminApi.Repair, ""));
        }

        return query;
    }
}
