using System.CommandLine;
using System.Globalization;
using System.Net;
using Ossa.Certificates;
using Ossa.CommandLine;
using Ossa.Hosting;

namespace Ossa.Commands;

/// <summary><c>ossa certificate dev</c>: makes a certificate with which a server on a developer's machine speaks TLS.</summary>
internal static class CertificateCommand
{
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "Data directory of the server that shall have it [default: the user's own]",
        HelpName = "DIR",
    };

    private static readonly Option<string[]> Host = new("--host")
    {
        Description = "Another host name or address that it shall be for, repeatable; *.HOST is a name, too",
        HelpName = "HOST",
    };

    private static readonly Option<bool> Replace = new("--replace")
    {
        Description = "Make a new one in the place of one that is there",
    };

    public static Command Create(CommandContext context)
    {
        var dev = new DocumentedCommand("dev", "Make a certificate for development, for localhost and --host.")
        {
            Examples =
            [
                "ossa certificate dev",
                "ossa certificate dev --host files.test --host '*.files.test' --replace",
            ],
        };
        foreach (var option in (Option[])[Host, Data, Replace])
        {
            dev.Add(option);
        }

        dev.SetAction(parsed => Make(context, parsed));
        return new DocumentedCommand("certificate", "Make a certificate for TLS on this machine.")
        {
            Examples = ["ossa certificate dev"],
            Subcommands = { dev },
        };
    }

    private static int Make(CommandContext context, ParseResult parsed)
    {
        var hosts = (parsed.GetValue(Host) ?? []).Select(ParseHost).ToArray();
        var directory = DataDirectory.Resolve(context, parsed.GetValue(Data));
        var files = new DevelopmentCertificateFiles(directory);
        if (files.Exist && !parsed.GetValue(Replace))
        {
            throw new CommandException(
                $"{files.Certificate} is there already; clients must be told of a new one, so say --replace to make it."
            );
        }

        var made = DevelopmentCertificate.Make(hosts, context.Clock.GetUtcNow());
        files.Write(made);
        var end = made.Ends.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        context.Out.WriteLine($"A certificate was made for {string.Join(", ", made.Names)}; it ends on {end}.");
        context.Out.WriteLine("A server uses it when it listens with TLS and is given no other:");
        context.Out.WriteLine($"  ossa serve --data {directory.Path} --listen https://127.0.0.1:9000");
        context.Out.WriteLine("Clients trust it when they trust its issuer, which can issue nothing else:");
        foreach (var line in TrustLines(files.Issuer))
        {
            context.Out.WriteLine("  " + line);
        }

        return ExitCodes.Done;
    }

    private static IEnumerable<string> TrustLines(string issuer) =>
        [
            $"curl --cacert {issuer} https://localhost:9000/",
            $"export NODE_EXTRA_CA_CERTS={issuer}   # Node.js",
            $"export REQUESTS_CA_BUNDLE={issuer}    # Python with requests",
            $"export SSL_CERT_FILE={issuer}         # Go, .NET and OpenSSL; nothing else is trusted then",
            $"keytool -importcert -alias ossa -noprompt -cacerts -file {issuer}   # Java",
        ];

    private static string ParseHost(string text)
    {
        var name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        return Uri.CheckHostName(name) == UriHostNameType.Dns || IPAddress.TryParse(text, out _)
            ? text.ToLowerInvariant()
            : throw new UsageException($"--host '{text}' is no host name or address.");
    }
}
