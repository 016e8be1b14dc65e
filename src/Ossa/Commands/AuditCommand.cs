using System.CommandLine;
using Ossa.Administration;
using Ossa.Auditing;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Audit;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa audit</c>: who did what, and why it was allowed or denied.</summary>
internal static class AuditCommand
{
    private static readonly Option<string?> Data = Text(
        "--data",
        "DIR",
        "Read the files in a data directory, and ask no server"
    );
    private static readonly Option<string?> Bucket = Text("--bucket", "NAME", "Only of this bucket");
    private static readonly Option<string?> Key = Text("--key", "KEY", "Only of this object");
    private static readonly Option<string?> Since = Text(
        "--since",
        "TIME",
        "Not before: 2026-03-01T12:00:00Z, or 2h for two hours ago"
    );
    private static readonly Option<string?> Until = Text("--until", "TIME", "Before this time");
    private static readonly Option<string?> Account = Text("--account", "ID", "Only for this account");
    private static readonly Option<string?> User = Text("--user", "NAME", "Only by this user, account or access key");
    private static readonly Option<string?> Status = Text(
        "--status",
        "STATUS",
        "Only with this status, such as 404 or 4xx"
    );
    private static readonly Option<string?> Url = Text("--url", "URL", "Only uses of this signed URL");
    private static readonly Option<bool> Denied = new("--denied") { Description = "Only what was denied" };
    private static readonly Option<bool> Follow = new("--follow")
    {
        Description = "Go on with what comes until Ctrl-C",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "Write the lines of JSON as they are" };

    public static Command Create(CommandContext context)
    {
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("audit", "Show who did what, and why it was allowed or denied.")
        {
            Examples =
            [
                "ossa audit --bucket my-bucket --since 2h",
                "ossa audit --denied --follow",
                "ossa audit --json --data /srv/ossa",
            ],
        };
        foreach (
            var option in (Option[])[Bucket, Key, Since, Until, Account, User, Status, Denied, Url, Follow, Json, Data]
        )
        {
            command.Add(option);
        }

        settings.AddTo(command);
        command.SetAction((parsed, stop) => RunAsync(context, settings, parsed, stop));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        SettingsOptions settings,
        ParseResult parsed,
        CancellationToken stop
    )
    {
        var filter = ReadFilter(context, parsed);
        var (isJson, follow) = (parsed.GetValue(Json), parsed.GetValue(Follow));
        if (parsed.GetValue(Data) is { } path)
        {
            if (follow)
            {
                throw new UsageException("--follow asks a running server, so it does not go together with --data.");
            }

            foreach (var line in AuditDirectory.Read(path, filter))
            {
                Show(context, line, isJson);
            }

            return ExitCodes.Done;
        }

        var server = RunningServer.Of(settings.ReadUsable(parsed, context));
        using var client = new AdminClient(server, context.Clock);
        try
        {
            var query = AuditQuery.Write(filter, follow);
            await foreach (var line in client.LinesAsync(HttpMethod.Get, AdminApi.Audit, query, stop))
            {
                Show(context, line, isJson);
            }
        }
        catch (IOException e)
        {
            throw new CommandException($"The answer of the server on {server.Address} broke off: {e.Message}", e);
        }

        return ExitCodes.Done;
    }

    private static AuditFilter ReadFilter(CommandContext context, ParseResult parsed)
    {
        var now = context.Clock.GetUtcNow();
        var (status, url) = (parsed.GetValue(Status), parsed.GetValue(Url));
        if (status is not null && !AuditFilter.IsStatus(status))
        {
            throw new UsageException($"--status '{status}': write a status like 404, or a class of them like 4xx.");
        }

        return new AuditFilter
        {
            Bucket = parsed.GetValue(Bucket),
            Key = parsed.GetValue(Key),
            Account = parsed.GetValue(Account),
            User = parsed.GetValue(User),
            Status = status,
            Since = AuditWhen.Parse("--since", parsed.GetValue(Since), now),
            Until = AuditWhen.Parse("--until", parsed.GetValue(Until), now),
            Denied = parsed.GetValue(Denied),
            Signature = url is null
                ? null
                : SignatureFingerprint.OfUrl(url)
                    ?? throw new UsageException("--url: that is no signed URL; it has no signature in its query."),
        };
    }

    private static void Show(CommandContext context, string line, bool isJson)
    {
        if (isJson)
        {
            context.Out.WriteLine(line);
        }
        else if (AuditEntry.Read(line) is { } entry)
        {
            AuditTable.Write(context.Out, entry);
        }
    }

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
