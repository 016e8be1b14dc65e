using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine.Links;
using Ossa.Linking;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Hosting;

namespace Ossa.Commands;

/// <summary><c>ossa link deny</c>, <c>allow</c> and <c>denied</c>: signed URLs of which the server knows nothing, taken back one by one.</summary>
internal static class LinkDenialCommands
{
    private const string Example = "'http://127.0.0.1:9000/my-bucket/a.txt?x-oss-date=...'";

    public static Command Deny(CommandContext context)
    {
        var url = Url();
        return AdminCommand.Create(
            context,
            "deny",
            "Refuse one signed URL until it expires, whoever signed it.",
            $"ossa link deny {Example}",
            [url],
            async (parsed, client, stop) =>
            {
                var signed = Read(parsed.GetRequiredValue(url));
                KeyValuePair<string, string>[] query =
                [
                    new(AdminApi.Signature, signed.Fingerprint),
                    new(AdminApi.Until, SigningTime.ToIsoBasic(signed.ExpiresAt)),
                ];
                await WriteAsync(
                    context,
                    await client.AskAsync<DeniedUrl>(HttpMethod.Put, AdminApi.Denials, query, stop)
                );
            }
        );
    }

    public static Command Allow(CommandContext context)
    {
        var url = Url();
        return AdminCommand.Create(
            context,
            "allow",
            "Refuse a denied URL no longer.",
            $"ossa link allow {Example}",
            [url],
            async (parsed, client, stop) =>
            {
                var signed = Read(parsed.GetRequiredValue(url));
                await client.DoAsync(
                    HttpMethod.Delete,
                    AdminApi.Denials,
                    [new(AdminApi.Signature, signed.Fingerprint)],
                    stop
                );
            }
        );
    }

    public static Command Denied(CommandContext context) =>
        AdminCommand.Create(
            context,
            "denied",
            "List the denied URLs, by the fingerprints that the audit log tells.",
            "ossa link denied",
            [],
            async (_, client, stop) =>
            {
                var all = await client.AskAsync<IReadOnlyList<DeniedUrl>>(HttpMethod.Get, AdminApi.Denials, [], stop);
                foreach (var denied in all)
                {
                    await WriteAsync(context, denied);
                }
            }
        );

    private static Argument<string> Url() => new("URL") { Description = "The signed URL, between quotes" };

    private static UrlSignature Read(string url)
    {
        try
        {
            return UrlSignature.Read(url);
        }
        catch (FormatException e)
        {
            throw new UsageException($"{e.Message} Put it between quotes, since it contains '&'.");
        }
    }

    private static Task WriteAsync(CommandContext context, DeniedUrl denied) =>
        context.Out.WriteLineAsync(
            $"{denied.Fingerprint} denied {ShownTime.Of(denied.DeniedAt)} until {ShownTime.Of(denied.ExpiresAt)}"
        );
}
