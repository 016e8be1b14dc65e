using System.CommandLine;
using Microsoft.Extensions.Logging;
using Ossa.Certificates;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;

namespace Ossa.Commands;

/// <summary><c>ossa serve</c>: runs a server until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "Directory to store in [default: $XDG_DATA_HOME/ossa or ~/.local/share/ossa]",
        HelpName = "DIR",
    };

    private static readonly Option<string[]> Listen = new("--listen")
    {
        Description = "Address to listen on, repeatable; port 0 takes a free one [default: http://127.0.0.1:9000]",
        HelpName = "URL",
    };

    private static readonly Option<string> Region = new("--region")
    {
        Description = "Region that signatures must name, or any (not with --strict)",
        HelpName = "REGION",
        DefaultValueFactory = _ => "cn-hangzhou",
    };

    private static readonly Option<string[]> Domain = new("--domain")
    {
        Description = "Host name under which bucket.HOST names a bucket, repeatable (localhost always does)",
        HelpName = "HOST",
    };

    private static readonly Option<string[]> CnameTrust = new("--cname-trust")
    {
        Description =
            "Domain that buckets may be mapped to, with all below it, without a record in the DNS, repeatable",
        HelpName = "DOMAIN",
    };

    private static readonly Option<string?> PublicUrl = new("--public-url")
    {
        Description = "What the server calls itself in answers and shared URLs",
        HelpName = "URL",
    };

    private static readonly Option<string[]> TrustedProxy = new(ProxyNetworks.Flag)
    {
        Description =
            $"Proxy, or network of them, whose forwarded headers count, repeatable; also {ProxyNetworks.Variable}",
        HelpName = "CIDR",
    };

    private static readonly Option<string?> TlsCertificate = new(TlsSettings.CertificateFlag)
    {
        Description = "Certificate for https addresses, in PEM, its issuers after it; read again when it changes",
        HelpName = "FILE",
    };

    private static readonly Option<string?> TlsKey = new(TlsSettings.KeyFlag)
    {
        Description = "The certificate's key, in PEM and not encrypted",
        HelpName = "FILE",
    };

    private static readonly Option<string?> TlsMinVersion = new(TlsSettings.MinVersionFlag)
    {
        Description = "Least version of TLS that clients may speak [default: 1.2]",
        HelpName = "1.2|1.3",
    };

    private static readonly Option<string?>[] TlsFlags = [TlsCertificate, TlsKey, TlsMinVersion];

    private static readonly Option<bool> Ephemeral = new("--ephemeral")
    {
        Description = "Keep everything in memory and forget it at the end; strict unless --strict=false",
    };

    private static readonly Option<string?> Shift = new(ClockShift.Flag)
    {
        Description = "With --ephemeral: set its clock ahead, such as 31d, or back, such as -1h; see ossa clock",
        HelpName = "TIME",
    };

    private static readonly Option<bool?> Strict = new("--strict")
    {
        Description = "No leniences: what passes here passes against the real service",
        HelpName = "true|false",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string[]> Bucket = new("--bucket")
    {
        Description = "Create a bucket at the start, repeatable; ACL: private, public-read, public-read-write",
        HelpName = "NAME[:ACL]",
    };

    private static readonly Option<string?> Seed = new("--seed")
    {
        Description = "Load files at the start: DIR/BUCKET/KEY",
        HelpName = "DIR",
    };

    private static readonly Option<string?> MetricsToken = new("--metrics-token")
    {
        Description =
            $"Bearer token that opens /-/metrics from anywhere; also {MetricsTokens.Variable} [default: this machine only]",
        HelpName = "TOKEN",
    };

    private static readonly Option<string?> MaxObjectSize = new(StoreLimits.ObjectSizeFlag)
    {
        Description = "Largest body of one upload, part or append, such as 100M [default: 5G]",
        HelpName = "SIZE",
    };

    private static readonly Option<string?> BucketQuota = new(StoreLimits.BucketBytesFlag)
    {
        Description = "Most bytes that a bucket holds, versions and parts counted, such as 10G",
        HelpName = "SIZE",
    };

    private static readonly Option<string?> BucketMaxObjects = new(StoreLimits.BucketObjectsFlag)
    {
        Description = "Most objects that a bucket holds, versions counted",
        HelpName = "N",
    };

    private static readonly Option<string?> AbortUploadsAfter = new(StoreLimits.AbandonFlag)
    {
        Description = "How long unfinished uploads in parts are kept, or never [default: 30d]",
        HelpName = "TIME",
    };

    private static readonly Option<string?> ScrubInterval = new(StoreLimits.ScrubIntervalFlag)
    {
        Description = "How often all that is stored is read to find damage, or never [default: 7d]",
        HelpName = "TIME",
    };

    private static readonly Option<string?> ScrubRate = new(StoreLimits.ScrubRateFlag)
    {
        Description = "How much that reads in a second [default: 16M]",
        HelpName = "SIZE",
    };

    private static readonly Option<string?> LifecycleInterval = new(StoreLimits.LifecycleIntervalFlag)
    {
        Description = "How often buckets' lifecycle rules are gone over, or never [default: 1h]",
        HelpName = "TIME",
    };

    private static readonly Option<string?> RestoreDelay = new(StoreLimits.RestoreDelayFlag)
    {
        Description = "How long the simulated restoration of archived objects takes [default: 10s]",
        HelpName = "TIME",
    };

    private static readonly Option<string?> LoggingInterval = new(StoreLimits.LoggingIntervalFlag)
    {
        Description = "How often the logs of buckets are written as objects [default: 5m]",
        HelpName = "TIME",
    };

    private static readonly Option<string?> Audit = new(StoreLimits.AuditFlag)
    {
        Description = "Where every request is taken down: off, on or a directory [default: on, in DATA/audit]",
        HelpName = "off|on|DIR",
    };

    private static readonly Option<string?> AuditKeep = new(StoreLimits.AuditKeepFlag)
    {
        Description = "How long that is kept, or never to remove it for its age [default: 90d]",
        HelpName = "TIME",
    };

    private static readonly Option<string?> AuditSize = new(StoreLimits.AuditSizeFlag)
    {
        Description = "How much of that is kept; the oldest goes first [default: 1G]",
        HelpName = "SIZE",
    };

    private static readonly Option<string?>[] LimitOptions =
    [
        MaxObjectSize,
        BucketQuota,
        BucketMaxObjects,
        AbortUploadsAfter,
        ScrubInterval,
        ScrubRate,
        LifecycleInterval,
        RestoreDelay,
        LoggingInterval,
        Audit,
        AuditKeep,
        AuditSize,
    ];

    private static readonly Option<string?>[] ClientLimitOptions =
    [
        Limit(
            ClientLimitSettings.AddressConnectionsFlag,
            "N",
            "Most connections of one address, or off [default: 1024]"
        ),
        Limit(ClientLimitSettings.AddressRateFlag, "N[:BURST]", "Most requests a second of one address [default: off]"),
        Limit(ClientLimitSettings.KeyRateFlag, "N[:BURST]", "Most requests a second of one access key [default: off]"),
        Limit(ClientLimitSettings.UploadsFlag, "N", "Most uploads at one time [default: off]"),
        Limit(ClientLimitSettings.UploadRateFlag, "SIZE", "Least that must arrive in a second, or off [default: 240]"),
        Limit(ClientLimitSettings.IdleTimeoutFlag, "TIME", "How long a transfer may stand still [default: 1m]"),
        Limit(ClientLimitSettings.HeaderTimeoutFlag, "TIME", "How long a request's headers may take [default: 30s]"),
        Limit(ClientLimitSettings.KeepAliveTimeoutFlag, "TIME", "How long a connection may wait [default: 2m]"),
    ];

    private static readonly Option<LogLevel> LogLevelOption = new("--log-level")
    {
        Description = "Least level to log: Debug shows every request, Information the refused ones",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => LogLevel.Information,
    };

    public static Command Create(CommandContext context)
    {
        var command = new DocumentedCommand("serve", "Run an OSS-compatible server until Ctrl-C or SIGTERM.")
        {
            Examples =
            [
                "ossa serve",
                "ossa serve --data /srv/ossa --listen http://0.0.0.0:9000",
                "ossa serve --ephemeral --listen http://127.0.0.1:0 --bucket my-bucket",
            ],
        };
        foreach (
            var option in (Option[])
                [
                    Data,
                    Listen,
                    Region,
                    Domain,
                    CnameTrust,
                    PublicUrl,
                    TrustedProxy,
                    .. TlsFlags,
                    Ephemeral,
                    Shift,
                    Strict,
                    Bucket,
                    Seed,
                    MetricsToken,
                    .. LimitOptions,
                    .. ClientLimitOptions,
                    LogLevelOption,
                ]
        )
        {
            command.Add(option);
        }

        command.SetAction((flags, stop) => RunAsync(context, flags, stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ParseResult flags, CancellationToken stop)
    {
        var ephemeral = flags.GetValue(Ephemeral);
        if (ephemeral && flags.GetValue(Data) is not null)
        {
            throw new UsageException("--ephemeral keeps nothing, so it does not go together with --data.");
        }

        var time = ClockShift.Read(context, flags.GetValue(Shift)).CreateClock(ephemeral);
        var options = ReadOptions(context, flags, ephemeral);
        var listen = flags.GetValue(Listen) is { Length: > 0 } texts
            ? texts.Select(ListenAddresses.Parse).ToArray()
            : [ListenAddresses.Default];
        var tls = TlsSettings.Read(context, name => flags.GetValue(TlsFlags.Single(option => option.Name == name)));
        var own = DataDirectory.Resolve(context, flags.GetValue(Data));
        options = options with { Tls = tls.Require(listen, new DevelopmentCertificateFiles(own)) };
        var buckets = (flags.GetValue(Bucket) ?? []).Select(BucketSeed.Parse).ToArray();
        var directory = ephemeral ? null : own;

        var environment = RootCredentials.FromEnvironment(context);
        var limits = StoreLimits.Read(
            context,
            name => flags.GetValue(LimitOptions.Single(option => option.Name == name))
        );
        var engineOptions = limits.Require();
        options = ClientLimitSettings
            .Read(context, name => flags.GetValue(ClientLimitOptions.Single(option => option.Name == name)))
            .Apply(options);
        options = options with { LoggingInterval = limits.LoggingEvery, Audit = limits.AuditOf(directory) };
        var engine = await EmbeddedServer.OpenAsync(directory, engineOptions, time, stop);
        try
        {
            if (await engine.Keyring.ExplainAbsenceAsync(stop) is { } absence)
            {
                await context.Error.WriteLineAsync(absence);
            }

            await Seeding.RunAsync(engine, buckets, flags.GetValue(Seed), stop);
            var root = environment ?? MakeRoot(context, directory);
            await using var server = await EmbeddedServer.StartAsync(
                engine,
                root,
                listen,
                options,
                time,
                flags.GetValue(LogLevelOption),
                stop
            );
            using var announced = Announcement.Make(directory, options, OwnAddress(server), root);
            foreach (var address in server.Addresses)
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

    private static Option<string?> Limit(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    /// <summary>The address for commands on this machine, which a certificate rarely names.</summary>
    private static Uri OwnAddress(OssaServer server) =>
        server.Addresses.FirstOrDefault(address => address.Scheme == Uri.UriSchemeHttp) ?? server.Addresses[0];

    private static ServerOptions ReadOptions(CommandContext context, ParseResult flags, bool ephemeral)
    {
        var strict = flags.GetResult(Strict) is null ? ephemeral : flags.GetValue(Strict) ?? true;
        var region = flags.GetValue(Region)!;
        if (strict && region == ServerOptions.AnyRegion)
        {
            throw new UsageException("--region any is a lenience, so it does not go together with strict checks.");
        }

        if (region.StartsWith("oss-", StringComparison.Ordinal))
        {
            throw new UsageException(
                $"--region {region}: write the region without \"oss-\", as signatures do: {region[4..]}."
            );
        }

        return new ServerOptions
        {
            Region = region,
            Domains = flags.GetValue(Domain) ?? [],
            TrustedDomains = [.. (flags.GetValue(CnameTrust) ?? []).Select(TrustedDomains.Parse)],
            PublicUrl = PublicUrls.Parse(flags.GetValue(PublicUrl)),
            TrustedProxies = ProxyNetworks.Read(context, flags.GetValue(TrustedProxy) ?? []).Require(),
            Strict = strict,
            MetricsToken = MetricsTokens.Read(context, flags.GetValue(MetricsToken)),
        };
    }

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
