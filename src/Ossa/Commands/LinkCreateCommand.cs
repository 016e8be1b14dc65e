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

/// <summary><c>ossa link create</c>: a link to an object or a folder, or one to upload by.</summary>
internal static class LinkCreateCommand
{
    public static Command Create(CommandContext context)
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
        var rate = Text("--rate", "SIZE", "How many bytes a second, such as 5M or 5MB/s");
        var from = new Option<string[]>("--from")
        {
            Description = "The addresses that it is for, such as 10.0.0.0/8, repeatable",
            HelpName = "CIDR",
        };
        var name = Text("--name", "TEXT", "What you call it");
        var downloadName = Text("--download-name", "NAME", "The name under which a browser saves it");
        var inline = new Option<bool>("--inline") { Description = "Have a browser show it instead" };
        var attachment = new Option<bool>("--attachment") { Description = "Have a browser save it whatever it is" };
        var folder = new Option<bool>("--folder")
        {
            Description = "Share all under a key that ends with a slash, or a whole bucket",
        };
        var upload = new LinkUploadOptions();
        var password = new LinkPassword();
        return AdminCommand.Create(
            context,
            "create",
            "Make a link for an object. Its URL goes to standard output, what else is said of it to standard error.",
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
                attachment,
                folder,
                .. upload.Options,
                .. password.Options,
            ],
            async (parsed, client, stop) =>
            {
                var kind = upload.KindOf(parsed, parsed.GetValue(folder));
                var target = RequireTarget(parsed.GetRequiredValue(address), kind);
                KeyValuePair<string, string?>[] given =
                [
                    new(AdminApi.Bucket, target.Bucket),
                    new(AdminApi.Key, target.Key),
                    new(AdminApi.Kind, kind),
                    new(AdminApi.Validity, parsed.GetValue(expires).ToString()),
                    new(AdminApi.NotBefore, parsed.GetValue(notBefore)),
                    new(AdminApi.MaxDownloads, parsed.GetValue(downloads)?.ToString(CultureInfo.InvariantCulture)),
                    new(AdminApi.MaxBytes, LinkSize.Parse(parsed.GetValue(bytes), "--max-bytes")),
                    new(AdminApi.Rate, LinkSize.ParseRate(parsed.GetValue(rate), "--rate")),
                    new(
                        AdminApi.From,
                        parsed.GetValue(from) is { Length: > 0 } ranges ? string.Join(',', ranges) : null
                    ),
                    new(AdminApi.Name, parsed.GetValue(name)),
                    new(
                        AdminApi.Disposition,
                        DispositionOf(
                            parsed.GetValue(downloadName),
                            parsed.GetValue(inline),
                            parsed.GetValue(attachment)
                        )
                    ),
                    .. upload.Parameters(parsed),
                ];
                KeyValuePair<string, string>[] query =
                [
                    .. given
                        .Where(parameter => parameter.Value is not null)
                        .Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value!)),
                ];
                KeyValuePair<string, string>[] headers = await password.ReadAsync(parsed, context, stop) is { } hash
                    ? [new(AdminApi.PasswordHash, hash)]
                    : [];
                var made = await AskAsync(
                    target,
                    kind,
                    () => client.AskAsync<LinkAnswer>(HttpMethod.Post, AdminApi.Links, query, stop, headers)
                );
                await LinkOutput.WriteAsync(context.Out, context.Error, context.ErrorColumns, made);
            }
        );
    }

    /// <summary>A folder, or what takes files in, may be the whole bucket.</summary>
    private static OssAddress RequireTarget(OssAddress target, string? kind) =>
        kind is null ? target.RequireKey() : target.RequireBucket();

    /// <summary>Whoever names a folder mostly means what is in it.</summary>
    private static async Task<LinkAnswer> AskAsync(OssAddress target, string? kind, Func<Task<LinkAnswer>> ask)
    {
        try
        {
            return await LinkFlags.AskAsync(ask);
        }
        catch (RefusedException refused)
            when (kind is null && target.Key.EndsWith('/') && refused.Error.Code == "NoSuchKey")
        {
            throw new CommandException(
                $"There is no object '{Printable.Of(target.Key)}'; to share the folder, add --folder.",
                refused
            );
        }
    }

    private static string? DispositionOf(string? downloadName, bool isShown, bool isSaved) =>
        (downloadName, isShown, isSaved) switch
        {
            (_, true, true) => throw new UsageException("Say either --attachment or --inline."),
            ({ }, true, _) => throw new UsageException("Say either --download-name or --inline."),
            ({ Length: > 0 } name, _, _) => ContentDisposition.OfDownload(name),
            (_, true, _) => ContentDisposition.Inline,
            (_, _, true) => ContentDisposition.Attachment,
            _ => null,
        };

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
