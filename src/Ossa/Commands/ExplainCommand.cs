using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Explaining;
using Ossa.Hosting;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Signing;
using Ossa.Server.Explaining;
using Ossa.Server.Hosting;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa explain URL</c>: what a signed URL says, and why it does not work.</summary>
internal static class ExplainCommand
{
    private const int RequestIdLength = 24;

    private static readonly Argument<string> Subject = new("URL")
    {
        Description = "The signed URL, in quotes; or the id of a request, to ask the server about",
    };
    private static readonly Option<string?> Method = Text("--method", "METHOD", "The method that the client used");
    private static readonly Option<string?> Bucket = Text("--bucket", "NAME", "The bucket behind a custom domain");
    private static readonly Option<KeyValuePair<string, string>[]> Headers = HeaderOption.Create(
        "A header that the client sent, repeatable"
    );
    private static readonly Option<string?> ServerError = Text(
        "--server-error",
        "FILE",
        "File with the error that the client got"
    );
    private static readonly Option<bool> Ask = new("--ask")
    {
        Description = "Ask the server, which has the secrets of its keys, with a root key",
    };
    private static readonly Option<string?> From = Text("--from", "ADDRESS", "With --ask: the client's address");

    public static Command Create(CommandContext context)
    {
        var settings = new SettingsOptions();
        var command = new DocumentedCommand(
            "explain",
            "Decode a signed URL and say what is wrong with it. With the secret at hand, or with --ask, find out what was signed."
        )
        {
            Examples =
            [
                "ossa explain 'https://b.oss-cn-hangzhou.aliyuncs.com/k?x-oss-...'",
                "ossa explain 'http://127.0.0.1:9000/b/k?...' --method PUT \\",
                "    --header 'Content-Type: text/plain' --server-error error.xml",
                "ossa explain 'http://127.0.0.1:9000/b/k?...' --ask",
                "ossa explain 6716F5E14A0BC3D2E1F00A1B",
            ],
        };
        command.Add(Subject);
        foreach (var option in (Option[])[Method, Bucket, Headers, ServerError, Ask, From])
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
        var subject = parsed.GetRequiredValue(Subject);
        var error = parsed.GetValue(ServerError) is { } path ? await ServerErrorFile.ReadAsync(path, stop) : null;
        try
        {
            var explanation =
                IsRequestId(subject) ? await AskOfRequestAsync(context, settings, parsed, subject, stop)
                : parsed.GetValue(Ask) ? await AskAsync(context, settings, parsed, error, stop)
                : Explain(context, settings, parsed, error);
            new Report(explanation, context).Write();
            return ExitCodes.Done;
        }
        catch (NotSignedException e)
        {
            throw e.IsUrl ? new CommandException(e.Message, e) : new UsageException(e.Message);
        }
    }

    private static Explanation Explain(
        CommandContext context,
        SettingsOptions settings,
        ParseResult parsed,
        ErrorDocument? error
    )
    {
        if (parsed.GetValue(From) is not null)
        {
            throw new UsageException("--from is told to the server, so it needs --ask.");
        }

        var found = ReadSettings(settings, parsed, context);
        var given = new SignedUrlRequest(
            parsed.GetValue(Method)?.ToUpperInvariant(),
            parsed.GetValue(Bucket),
            parsed.GetValue(Headers) ?? []
        );
        var url = SignedUrl.Read(
            parsed.GetRequiredValue(Subject),
            given,
            EndpointAddress.Parse(found.Endpoint.Value!)?.Host
        );
        var secret = found.Key is { } key && key.Id == url.AccessKeyId ? new SigningSecret(key.Secret) : null;
        return new UrlExplainer(url, secret, new ShownTime(context.Clock)).Explain(
            error,
            $" without the secret of {url.AccessKeyId}; set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, choose a --profile, or --ask its server."
        );
    }

    private static async Task<Explanation> AskAsync(
        CommandContext context,
        SettingsOptions settings,
        ParseResult parsed,
        ErrorDocument? error,
        CancellationToken stop
    )
    {
        using var client = new AdminClient(RunningServer.Of(settings.ReadUsable(parsed, context)), context.Clock);
        var headers = (parsed.GetValue(Headers) ?? []).GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase);
        return await client.ExplainAsync(
            new ExplainRequest
            {
                Url = parsed.GetRequiredValue(Subject),
                Method = parsed.GetValue(Method),
                Bucket = parsed.GetValue(Bucket),
                Headers = headers.ToDictionary(
                    named => named.Key,
                    named => string.Join(',', named.Select(header => header.Value))
                ),
                Address = parsed.GetValue(From),
                Error = error is null ? null : System.Text.Encoding.UTF8.GetString(XmlText.ToUtf8(error)),
            },
            stop
        );
    }

    private static async Task<Explanation> AskOfRequestAsync(
        CommandContext context,
        SettingsOptions settings,
        ParseResult parsed,
        string id,
        CancellationToken stop
    )
    {
        using var client = new AdminClient(RunningServer.Of(settings.ReadUsable(parsed, context)), context.Clock);
        return await client.ExplainAsync(new ExplainRequest { RequestId = id }, stop);
    }

    /// <summary>Whether a text is the id of a request, as answers carry it in x-oss-request-id.</summary>
    private static bool IsRequestId(string text) => text.Length == RequestIdLength && text.All(char.IsAsciiHexDigit);

    /// <summary>A URL can be explained whatever is wrong with the settings, unless the user named the ones to take.</summary>
    private static ClientSettings ReadSettings(SettingsOptions options, ParseResult parsed, CommandContext context)
    {
        var settings = options.Read(parsed, context);
        return settings.ConfigFile.Origin == SettingOrigin.Flag || settings.Profile.Origin == SettingOrigin.Flag
            ? options.ReadUsable(parsed, context)
            : settings;
    }

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
