using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Linking;
using Ossa.Remote;
using Ossa.Server.Administration;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa link</c>: signed URLs that can be limited, looked after and taken back.</summary>
internal static class LinkCommand
{
    public static Command Create(CommandContext context) =>
        AdminCommand.Group(
            "link",
            "Hand out a signed URL that you can limit and take back.",
            LinkCreateCommand.Create(context),
            List(context),
            OfId(context, context.Out, "show", "Show a link, after a URL for it.", HttpMethod.Get, AdminApi.Link),
            Extend(context),
            OfId(context, context.Error, "revoke", "Take a link back for good.", HttpMethod.Delete, AdminApi.Links),
            LinkLogCommand.Create(context),
            LinkDenialCommands.Deny(context),
            LinkDenialCommands.Allow(context),
            LinkDenialCommands.Denied(context)
        );

    private static Command List(CommandContext context) =>
        AdminCommand.Create(
            context,
            "ls",
            "List the links.",
            "ossa link ls",
            [],
            async (_, client, stop) =>
            {
                var links = await client.AskAsync<IReadOnlyList<LinkAnswer>>(HttpMethod.Get, AdminApi.Links, [], stop);
                foreach (var link in links)
                {
                    Prose.Write(context.Out, LinkOutput.Line(link), context.OutColumns, LinkOutput.Indent);
                }
            }
        );

    private static Command Extend(CommandContext context)
    {
        var id = Id();
        var expires = Duration.Option("--expires", "For how long it holds from now on", TimeSpan.FromDays(7));
        return AdminCommand.Create(
            context,
            "extend",
            "Let a link end later, or sooner. Its URL goes to standard output, what else is said of it to standard error.",
            "ossa link extend LNKuqPJ6q0R2k1ufXYZ7Ab3c --expires 30d",
            [id, expires],
            async (parsed, client, stop) =>
            {
                var query = new[]
                {
                    KeyValuePair.Create(AdminApi.Id, parsed.GetRequiredValue(id)),
                    KeyValuePair.Create(AdminApi.Validity, parsed.GetValue(expires).ToString()),
                };
                var extended = await LinkFlags.AskAsync(() =>
                    client.AskAsync<LinkAnswer>(HttpMethod.Put, AdminApi.Links, query, stop)
                );
                await LinkOutput.WriteAsync(context.Out, context.Error, context.ErrorColumns, extended);
            }
        );
    }

    /// <param name="context">What commands work with.</param>
    /// <param name="details">Where goes what is said of the link beside its URL.</param>
    /// <param name="name">The command's name.</param>
    /// <param name="description">One line about it.</param>
    /// <param name="method">How the server is asked.</param>
    /// <param name="path">For what it is asked.</param>
    private static Command OfId(
        CommandContext context,
        TextWriter details,
        string name,
        string description,
        HttpMethod method,
        string path
    )
    {
        var id = Id();
        return AdminCommand.Create(
            context,
            name,
            description,
            $"ossa link {name} LNKuqPJ6q0R2k1ufXYZ7Ab3c",
            [id],
            async (parsed, client, stop) =>
                await LinkOutput.WriteAsync(
                    context.Out,
                    details,
                    details == context.Out ? context.OutColumns : context.ErrorColumns,
                    await client.AskAsync<LinkAnswer>(
                        method,
                        path,
                        [new(AdminApi.Id, parsed.GetRequiredValue(id))],
                        stop
                    )
                )
        );
    }

    private static Argument<string> Id() => new("ID") { Description = "The link's id" };
}
