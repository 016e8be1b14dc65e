using System.CommandLine;
using System.Net;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Presigning;
using Ossa.Protocol.Signing;
using Ossa.Remote;
using Ossa.Server.Hosting;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa presign oss://bucket/key</c>: makes a signed URL; without <c>--check</c> no server is asked.</summary>
internal static class PresignCommand
{
    private static readonly TimeSpan MostValidity = TimeSpan.FromSeconds(SignatureV4.MaxExpiresSeconds);

    public static Command Create(CommandContext context)
    {
        var address = OssAddress.Argument("OBJECT", "The object, oss://BUCKET/KEY");
        var expires = Duration.Option("--expires", "For how long the URL holds, at most 7d", TimeSpan.FromMinutes(10));
        var method = new Option<string>("--method")
        {
            Description = "What the URL is for: GET, PUT, HEAD or DELETE",
            HelpName = "METHOD",
            DefaultValueFactory = _ => "GET",
        }.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "GET", "PUT", "HEAD", "DELETE");
        var name = new Option<string?>("--download-name")
        {
            Description = "The name under which a browser saves it",
            HelpName = "NAME",
        };
        var from = new Option<string?>("--from")
        {
            Description = "The addresses from which alone the URL counts, such as 203.0.113.0/24",
            HelpName = "CIDR",
        };
        var headers = HeaderOption.Create("A header that must be sent with the URL, repeatable");
        var isJson = new Option<bool>("--json") { Description = "Write URL, method, expiry and headers as JSON" };
        var check = new Option<bool>("--check")
        {
            Description = "Ask the server (an Ossa) whether you may do this, and until when",
        };
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("presign", "Make a signed URL: whoever has it may use it until it expires.")
        {
            Examples =
            [
                "ossa presign oss://my-bucket/photo.jpg --expires 7d",
                "ossa presign oss://my-bucket/photo.jpg --expires 7d --check",
                "ossa presign oss://my-bucket/photo.jpg --from 203.0.113.0/24",
                "ossa presign oss://my-bucket/up.txt --method PUT -H content-type:text/plain",
            ],
        };
        command.Add(address);
        foreach (var option in (Option[])[expires, method, name, from, headers, check, isJson])
        {
            command.Add(option);
        }
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var target = parsed.GetRequiredValue(address).RequireKey();
                var validity = Check(parsed.GetValue(expires));
                var options = new PresignOptions
                {
                    DownloadName = parsed.GetValue(name),
                    From = parsed.GetValue(from) is { } network ? ParseNetwork(network) : null,
                    Headers = ToDictionary(parsed.GetValue(headers) ?? []),
                };
                var usable = settings.ReadUsable(parsed, context);
                var key = usable.RequireKey();
                using var client = Clients.Create(usable, context);
                var verb = new HttpMethod(parsed.GetRequiredValue(method).ToUpperInvariant());
                var forecast = parsed.GetValue(check)
                    ? await PresignCheck.RequireAllowedAsync(
                        client.ForecastPresignedAsync(verb, target.Bucket, target.Key, validity, options, stop)
                    )
                    : null;
                var signed = await client.PresignAsync(verb, target.Bucket, target.Key, validity, options, stop);
                PresignOutput.Write(context, signed, key, forecast, parsed.GetValue(isJson));
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static TimeSpan Check(TimeSpan validity) =>
        validity >= TimeSpan.FromSeconds(1) && validity <= MostValidity
            ? validity
            : throw new UsageException($"--expires {DurationText.Format(validity)}: a signed URL holds for 1s to 7d.");

    private static IPNetwork ParseNetwork(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address) && address.ToString() == text
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new UsageException($"--from {text}: expected a network such as 203.0.113.0/24 or one address.");
    }

    private static Dictionary<string, string> ToDictionary(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            if (!found.TryAdd(name, value))
            {
                throw new UsageException($"--header {name} is given twice.");
            }
        }
        return found;
    }
}
