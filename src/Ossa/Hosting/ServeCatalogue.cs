namespace Ossa.Hosting;

/// <summary>All settings of a server. The list is the table of contents of its help, of the settings file and of <c>ossa config check</c>.</summary>
internal static class ServeCatalogue
{
    public static readonly ServeSetting Data = new(
        "data",
        "DIR",
        "Directory to store in [default: $XDG_DATA_HOME/ossa or ~/.local/share/ossa]",
        kind: SettingKind.Path
    );

    public static readonly ServeSetting Listen = new(
        "listen",
        "URL",
        "Address to listen on, repeatable; port 0 takes a free one",
        "http://127.0.0.1:9000",
        kind: SettingKind.List
    );

    public static readonly ServeSetting Region = new(
        "region",
        "REGION",
        "Region that signatures must name, or any (not with --strict)",
        "cn-hangzhou"
    );

    public static readonly ServeSetting Domain = new(
        "domain",
        "HOST",
        "Host name under which bucket.HOST names a bucket, repeatable (localhost always does)",
        kind: SettingKind.List
    );

    public static readonly ServeSetting CnameTrust = new(
        "cname-trust",
        "DOMAIN",
        "Domain that buckets may be mapped to, with all below it, without a record in the DNS, repeatable",
        kind: SettingKind.List
    );

    public static readonly ServeSetting PublicUrl = new(
        "public-url",
        "URL",
        "What the server calls itself in answers and shared URLs"
    );

    public static readonly ServeSetting TrustedProxy = new(
        "trusted-proxy",
        "CIDR",
        "Proxy, or network of them, whose forwarded headers count, repeatable",
        kind: SettingKind.List
    );

    public static readonly ServeSetting TlsCertificate = new(
        "tls-certificate",
        "FILE",
        "Certificate for https addresses, in PEM, its issuers after it; read again when it changes",
        kind: SettingKind.Path
    );

    public static readonly ServeSetting TlsKey = new(
        "tls-key",
        "FILE",
        "The certificate's key, in PEM and not encrypted",
        kind: SettingKind.Path
    );

    public static readonly ServeSetting TlsMinVersion = new(
        "tls-min-version",
        "1.2|1.3",
        "Least version of TLS that clients may speak",
        "1.2"
    );

    public static readonly ServeSetting Ephemeral = new(
        "ephemeral",
        "true|false",
        "Keep everything in memory and forget it at the end; strict unless --strict=false",
        kind: SettingKind.Switch
    );

    public static readonly ServeSetting ClockShift = new(
        "clock-shift",
        "TIME",
        "With --ephemeral: set its clock ahead, such as 31d, or back, such as -1h; see ossa clock",
        "0s"
    );

    public static readonly ServeSetting Strict = new(
        "strict",
        "true|false",
        "No leniences: what passes here passes against the real service",
        kind: SettingKind.Switch
    );

    public static readonly ServeSetting Bucket = new(
        "bucket",
        "NAME[:ACL]",
        "Create a bucket at the start, repeatable; ACL: private, public-read, public-read-write",
        kind: SettingKind.List
    );

    public static readonly ServeSetting Seed = new(
        "seed",
        "DIR",
        "Load files at the start: DIR/BUCKET/KEY",
        kind: SettingKind.Path
    );

    public static readonly ServeSetting MetricsToken = new(
        "metrics-token",
        "TOKEN",
        "Bearer token that opens /-/metrics from anywhere [default: this machine only]",
        kind: SettingKind.Secret
    );

    public static readonly ServeSetting MaxObjectSize = new(
        "max-object-size",
        "SIZE",
        "Largest body of one upload, part or append, such as 100M",
        "5G"
    );

    public static readonly ServeSetting BucketQuota = new(
        "bucket-quota",
        "SIZE",
        "Most bytes that a bucket holds, versions and parts counted, such as 10G"
    );

    public static readonly ServeSetting BucketMaxObjects = new(
        "bucket-max-objects",
        "N",
        "Most objects that a bucket holds, versions counted"
    );

    public static readonly ServeSetting AbortUploadsAfter = new(
        "abort-uploads-after",
        "TIME",
        "How long unfinished uploads in parts are kept, or never",
        "30d"
    );

    public static readonly ServeSetting ScrubInterval = new(
        "scrub-interval",
        "TIME",
        "How often all that is stored is read to find damage, or never",
        "7d"
    );

    public static readonly ServeSetting ScrubRate = new("scrub-rate", "SIZE", "How much that reads in a second", "16M");

    public static readonly ServeSetting LifecycleInterval = new(
        "lifecycle-interval",
        "TIME",
        "How often buckets' lifecycle rules are gone over, or never",
        "1h"
    );

    public static readonly ServeSetting RestoreDelay = new(
        "restore-delay",
        "TIME",
        "How long the simulated restoration of archived objects takes",
        "10s"
    );

    public static readonly ServeSetting LoggingInterval = new(
        "logging-interval",
        "TIME",
        "How often the logs of buckets are written as objects",
        "5m"
    );

    public static readonly ServeSetting Audit = new(
        "audit",
        "off|on|DIR",
        "Where every request is taken down: off, on (in DATA/audit) or a directory",
        "on",
        kind: SettingKind.Path
    );

    public static readonly ServeSetting AuditKeep = new(
        "audit-keep",
        "TIME",
        "How long that is kept, or never to remove it for its age",
        "90d"
    );

    public static readonly ServeSetting AuditMaxSize = new(
        "audit-max-size",
        "SIZE",
        "How much of that is kept; the oldest goes first",
        "1G"
    );

    public static readonly ServeSetting AddressConnections = new(
        "address-connections",
        "N",
        "Most connections of one address, or off",
        "1024"
    );

    public static readonly ServeSetting AddressRate = new(
        "address-rate",
        "N[:BURST]",
        "Most requests a second of one address",
        "off"
    );

    public static readonly ServeSetting KeyRate = new(
        "key-rate",
        "N[:BURST]",
        "Most requests a second of one access key",
        "off"
    );

    public static readonly ServeSetting MaxRequests = new(
        "max-requests",
        "N",
        "Most requests at one time, off, or auto for as many as memory is for",
        "auto"
    );

    public static readonly ServeSetting MaxUploads = new(
        "max-uploads",
        "N",
        "Most uploads at one time, off, or auto for as many as memory is for",
        "auto"
    );

    public static readonly ServeSetting MinUploadRate = new(
        "min-upload-rate",
        "SIZE",
        "Least that must arrive in a second, or off",
        "240"
    );

    public static readonly ServeSetting IdleTimeout = new(
        "idle-timeout",
        "TIME",
        "How long a transfer may stand still",
        "1m"
    );

    public static readonly ServeSetting HeaderTimeout = new(
        "header-timeout",
        "TIME",
        "How long a request's headers may take",
        "30s"
    );

    public static readonly ServeSetting KeepAliveTimeout = new(
        "keep-alive-timeout",
        "TIME",
        "How long a connection may wait",
        "2m"
    );

    public static readonly ServeSetting Transport = new(
        "transport",
        "direct|stock",
        "What carries bytes from sockets to HTTP: Ossa's own, or ASP.NET Core's",
        "direct"
    );

    public static readonly ServeSetting DirectIo = new(
        "direct-io",
        "true|false",
        "Large bodies are written past the system's page cache",
        "true",
        SettingKind.Switch
    );

    public static readonly ServeSetting LogLevel = new(
        "log-level",
        "LEVEL",
        "Least level to log: Debug shows every request, Information the refused ones",
        "Information"
    );

    public static readonly IReadOnlyList<ServeSetting> All =
    [
        Data,
        Listen,
        Region,
        Domain,
        CnameTrust,
        PublicUrl,
        TrustedProxy,
        TlsCertificate,
        TlsKey,
        TlsMinVersion,
        Ephemeral,
        ClockShift,
        Strict,
        Bucket,
        Seed,
        MetricsToken,
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
        AuditMaxSize,
        AddressConnections,
        AddressRate,
        KeyRate,
        MaxRequests,
        MaxUploads,
        MinUploadRate,
        IdleTimeout,
        HeaderTimeout,
        KeepAliveTimeout,
        Transport,
        DirectIo,
        LogLevel,
    ];

    /// <summary>The setting of a name, or null.</summary>
    public static ServeSetting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);
}
