using System.CommandLine;
using System.Globalization;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Linking;
using Ossa.Protocol.Headers;
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
            "Hand out an object by a signed URL that you can limit and take back.",
            CreateLink(context),
            List(context),
            OfId(context, "show", "Show a link, with a URL for it.", HttpMethod.Get, AdminApi.Link),
            Extend(context),
            OfId(context, "revoke", "Take a link back for good.", HttpMethod.Delete, AdminApi.Links),
            LinkLogCommand.Create(context),
            LinkDenialCommands.Deny(context),
            LinkDenialCommands.Allow(context),
            LinkDenialCommands.Denied(context)
        );

    private static Command CreateLink(CommandContext context)
    {
        var address = OssAddress.Argument("OBJECT", "The object, oss://BUCKET/KEY");
        var expires = Duration.Option("--expires", "For how long it holds, at most 366d", TimeSpan.FromDays(7));
        var notBefore = Text("--not-before", "TIME", "When it begins, as 2026-03-01T12:00:00Z");
        var downloads = new Option<long?>("--max-downloads")
        {
            Description = "How many downloads may begin",
            HelpName = "N",
        };
        var bytes = Text("--max-bytes", "SIZE", "How many bytes it gives in all, such as 10G");
        var rate = Text("--rate", "SIZE", "How many bytes a second, such as 5M");
        var from = new Option<string[]>("--from")
        {
            Description = "The addresses that it is for, such as 10.0.0.0/8, repeatable",
            HelpName = "CIDR",
        };
        var name = Text("--name", "TEXT", "What you call it");
        var downloadName = Text("--download-name", "NAME", "The name under which a browser saves it");
        var inline = new Option<bool>("--inline") { Description = "Have a browser show it instead" };
        var password = new LinkPassword();
        return AdminCommand.Create(
            context,
            "create",
            "Make a link for an object, and show its URL.",
            "ossa link create oss://my-bucket/photo.jpg --expires 30d --max-downloads 3",
            [
                address,
                expires,
                notBefore,
                downloads,
                bytes,
                rate,
                from,
                name,
                downloadName,
                inline,
                .. password.Options,
            ],
            async (parsed, client, stop) =>
            {
                var target = parsed.GetRequiredValue(address).RequireKey();
                var disposition = (parsed.GetValue(downloadName), parsed.GetValue(inline)) switch
                {
                    ({ }, true) => throw new UsageException("Say either --download-name or --inline."),
                    ({ Length: > 0 } saved, false) => ContentDisposition.OfDownload(saved),
                    (null, true) => "inline",
                    _ => null,
                };
                KeyValuePair<string, string?>[] given =
                [
                    new(AdminApi.Bucket, target.Bucket),
                    new(AdminApi.Key, target.Key),
                    new(AdminApi.Validity, parsed.GetValue(expires).ToString()),
                    new(AdminApi.NotBefore, parsed.GetValue(notBefore)),
                    new(AdminApi.MaxDownloads, parsed.GetValue(downloads)?.ToString(CultureInfo.InvariantCulture)),
                    new(AdminApi.MaxBytes, BytesOf(parsed.GetValue(bytes), "--max-bytes")),
                    new(AdminApi.Rate, BytesOf(parsed.GetValue(rate), "--rate")),
                    new(
                        AdminApi.From,
                        parsed.GetValue(from) is { Length: > 0 } ranges ? string.Join(',', ranges) : null
                    ),
                    new(AdminApi.Name, parsed.GetValue(name)),
                    new(AdminApi.Disposition, disposition),
                    new(AdminApi.PasswordHash, await password.ReadAsync(parsed, context, stop)),
                ];
                KeyValuePair<string, string>[] query =
                [
                    .. given
                        .Where(parameter => parameter.Value is not null)
                        .Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value!)),
                ];
                var made = await client.AskAsync<LinkAnswer>(HttpMethod.Post, AdminApi.Links, query, stop);
                await LinkOutput.WriteAsync(context, made);
            }
        );
    }

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
                    await context.Out.WriteLineAsync(LinkOutput.Line(link));
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
            "Let a link end later, or sooner.",
            "ossa link extend LNKuqPJ6q0R2k1ufXYZ7Ab3c --expires 30d",
            [id, expires],
            async (parsed, client, stop) =>
            {
                var query = new[]
                {
                    KeyValuePair.Create(AdminApi.Id, parsed.GetRequiredValue(id)),
                    KeyValuePair.Create(AdminApi.Validity, parsed.GetValue(expires).ToString()),
                };
                await LinkOutput.WriteAsync(
                    context,
                    await client.AskAsync<LinkAnswer>(HttpMethod.Put, AdminApi.Links, query, stop)
                );
            }
        );
    }

    private static Command OfId(CommandContext context, string name, string description, HttpMethod method, string path)
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
                    context,
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

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static string? BytesOf(string? text, string option) =>
        text is null ? null
        : ByteSize.TryParse(text, out var bytes) ? bytes.ToString(CultureInfo.InvariantCulture)
        : throw new UsageException($"{option} '{text}' is no size; write it like 1048576, 512K, 100M or 5G.");
}
