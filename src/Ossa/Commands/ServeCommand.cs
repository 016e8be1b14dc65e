using System.CommandLine;
using Ossa.Certificates;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;

namespace Ossa.Commands;

/// <summary><c>ossa serve</c>: runs a server until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Config = ConfigurationFile.CreateOption();

    public static Command Create(CommandContext context)
    {
        var command = new DocumentedCommand("serve", "Run an OSS-compatible server until Ctrl-C or SIGTERM.")
        {
            Examples =
            [
                "ossa serve",
                "ossa serve --config /etc/ossa.conf",
                "ossa serve --data /srv/ossa --listen http://0.0.0.0:9000",
                "ossa serve --ephemeral --listen http://127.0.0.1:0 --bucket my-bucket",
            ],
        };
        command.Add(Config);
        foreach (var setting in ServeCatalogue.All)
        {
            command.Add(setting.Option);
        }

        command.SetAction((flags, stop) => RunAsync(context, flags, stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext world, ParseResult flags, CancellationToken stop)
    {
        var context = world with { ConfigFile = flags.GetValue(Config) };
        var settings = new ServeSettings(context, setting => setting.FlagIn(flags));
        var server = new ServerConfiguration(settings);
        settings.Require();
        var own = DataDirectory.Of(context, server.Data);
        var directory = server.Ephemeral ? null : own;
        var time = server.Clock.CreateClock(server.Ephemeral);
        var options = server.Options with
        {
            Tls = server.Tls.Require(server.Listen, new DevelopmentCertificateFiles(own)),
            Audit = server.Limits.AuditOf(directory),
        };
        var environment = RootCredentials.FromEnvironment(context);
        var engine = await EmbeddedServer.OpenAsync(directory, server.Limits.Options, server.DirectIo, time, stop);
        try
        {
            if (await engine.Keyring.ExplainAbsenceAsync(stop) is { } absence)
            {
                await context.Error.WriteLineAsync(absence);
            }

            await Seeding.RunAsync(engine, server.Buckets, server.Seed, stop);
            var root = environment ?? MakeRoot(context, directory);
            await using var running = await EmbeddedServer.StartAsync(
                engine,
                root,
                server.Listen,
                options,
                time,
                server.LogLevel,
                stop
            );
            using var announced = Announcement.Make(directory, options, OwnAddress(running), root);
            foreach (var address in running.Addresses)
            {
                await context.Out.WriteLineAsync($"Listening on {address.GetLeftPart(UriPartial.Authority)}");
            }

            await context.Out.FlushAsync(CancellationToken.None);
            await Stopped.WaitAsync(stop);
        }
        catch (AddressTakenException e)
        {
            throw new CommandException(e.Message);
        }
        finally
        {
            await engine.DisposeAsync();
        }
        return ExitCodes.Done;
    }

    /// <summary>The address for commands on this machine, which a certificate rarely names.</summary>
    private static Uri OwnAddress(OssaServer server) =>
        server.Addresses.FirstOrDefault(address => address.Scheme == Uri.UriSchemeHttp) ?? server.Addresses[0];

    /// <summary>The key kept in the directory. A new one is shown this once, with what a client needs to use it.</summary>
    private static AccessKey MakeRoot(CommandContext context, DataDirectory? directory)
    {
        var created = true;
        var key = directory is null ? RootCredentials.Create() : RootCredentials.LoadOrCreate(directory, out created);
        if (!created)
        {
            return key;
        }

        context.Error.WriteLine(
            "A root access key was made; it is shown only now"
                + (directory is null ? ":" : $" and kept in {directory.CredentialsFile}:")
        );
        context.Error.WriteLine($"  export {RootCredentials.IdVariable}={key.Id}");
        context.Error.WriteLine($"  export {RootCredentials.SecretVariable}={key.Secret}");
        return key;
    }
}
