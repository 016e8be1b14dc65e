using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Explaining;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa explain URL</c>: what a signed URL says, and why it does not work.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandContext context)
    {
        var url = new Argument<string>("URL") { Description = "The signed URL, in quotes" };
        var method = new Option<string?>("--method")
        {
            Description = "The method that the client used",
            HelpName = "METHOD",
        };
        var bucket = new Option<string?>("--bucket")
        {
            Description = "The bucket behind a custom domain",
            HelpName = "NAME",
        };
        var headers = HeaderOption.Create("A header that the client sent, repeatable");
        var serverError = new Option<string?>("--server-error")
        {
            Description = "File with the error that the client got",
            HelpName = "FILE",
        };
        var settings = new SettingsOptions();
        var command = new DocumentedCommand(
            "explain",
            "Decode a signed URL and say what is wrong with it. With the secret at hand, find out what was signed."
        )
        {
            Examples =
            [
                "ossa explain 'https://b.oss-cn-hangzhou.aliyuncs.com/k?x-oss-...'",
                "ossa explain 'http://127.0.0.1:9000/b/k?...' --method PUT \\",
                "    --header 'Content-Type: text/plain' --server-error error.xml",
            ],
        };
        command.Add(url);
        foreach (var option in (Option[])[method, bucket, headers, serverError])
        {
            command.Add(option);
        }
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var given = new SignedUrlRequest(
                    parsed.GetValue(method)?.ToUpperInvariant(),
                    parsed.GetValue(bucket),
                    parsed.GetValue(headers) ?? []
                );
                var error = parsed.GetValue(serverError) is { } path
                    ? await ServerErrorFile.ReadAsync(path, stop)
                    : null;
                var found = ReadSettings(settings, parsed, context);
                var signed = Read(
                    parsed.GetRequiredValue(url),
                    given,
                    EndpointAddress.Parse(found.Endpoint.Value!)?.Host
                );
                var verdict = SignatureCheck.Run(signed, found.Key);
                new Report(signed, verdict, new LocalTime(context.Clock), context.Out).Write(error);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    /// <summary>A URL can be explained whatever is wrong with the settings, unless the user named the ones to take.</summary>
    private static ClientSettings ReadSettings(SettingsOptions options, ParseResult parsed, CommandContext context)
    {
        var settings = options.Read(parsed, context);
        return settings.ConfigFile.Origin == SettingOrigin.Flag || settings.Profile.Origin == SettingOrigin.Flag
            ? options.ReadUsable(parsed, context)
            : settings;
    }

    private static SignedUrl Read(string text, SignedUrlRequest given, string? endpointHost)
    {
        if (!RawUrl.TryParse(text, out var raw))
        {
            throw new UsageException("That is no http or https URL.");
        }
        var url = SignedUrl.Read(raw, given, endpointHost);
        if (url.IsV4 || url.IsV1)
        {
            return url;
        }
        throw new CommandException(
            url.Query.Any(IsOfS3)
                ? "The URL is signed for S3 (X-Amz-..., AWSAccessKeyId); OSS wants a signature of its own."
                : "The URL is not signed: it has neither x-oss-credential (V4) nor OSSAccessKeyId (V1). In a shell it needs quotes."
        );
    }

    private static bool IsOfS3(KeyValuePair<string, string> parameter) =>
        parameter.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase) || parameter.Key == "AWSAccessKeyId";
}
