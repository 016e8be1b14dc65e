using System.Globalization;
using Ossa.Engine.Links;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>Reads what a request to the admin API says of a link to be made.</summary>
internal static class LinkParameters
{
    /// <summary>Those that need not be given.</summary>
    public static readonly IReadOnlyList<string> Optional =
    [
        AdminApi.Key,
        AdminApi.Name,
        AdminApi.NotBefore,
        AdminApi.MaxDownloads,
        AdminApi.MaxBytes,
        AdminApi.Rate,
        AdminApi.From,
        AdminApi.Disposition,
        AdminApi.Kind,
        AdminApi.MaxFiles,
        AdminApi.MaxFileBytes,
        AdminApi.Types,
        AdminApi.Overwrite,
    ];

    /// <summary>Headers that may be given.</summary>
    public static readonly IReadOnlyList<string> Headers = [AdminApi.PasswordHash];

    /// <summary>The link that is asked for. Whether its object is there is not known yet.</summary>
    /// <exception cref="OssException">A name is none, or a value cannot be read.</exception>
    public static LinkRequest Read(OssContext context, string bucket, string validity)
    {
        BucketName.Check(bucket);
        var kind = ReadKind(context);
        var key = ReadKey(context, kind);
        return new LinkRequest(bucket, key, EndAfter(context, validity))
        {
            Name = context.Target[AdminApi.Name] ?? "",
            NotBefore = ReadTime(context),
            Disposition = context.Target[AdminApi.Disposition],
            Kind = kind,
            MayOverwrite = context.Target.Has(AdminApi.Overwrite),
            Password = ReadPassword(context),
            Limits = new LinkLimits
            {
                MaxDownloads = ReadNumber(context, AdminApi.MaxDownloads),
                MaxBytes = ReadNumber(context, AdminApi.MaxBytes),
                BytesPerSecond = ReadNumber(context, AdminApi.Rate),
                Addresses = context.Target[AdminApi.From]?.Split(',') ?? [],
                MaxFiles = ReadNumber(context, AdminApi.MaxFiles),
                MaxFileBytes = ReadNumber(context, AdminApi.MaxFileBytes),
                Types = context.Target[AdminApi.Types]?.ToLowerInvariant().Split(',') ?? [],
            },
        };
    }

    /// <summary>The end of a link that holds so long from now on, by the server's clock.</summary>
    /// <exception cref="OssException">It is no duration.</exception>
    public static DateTimeOffset EndAfter(OssContext context, string validity) =>
        DurationText.TryParse(validity, out var time) ? context.Now + time : throw Invalid(AdminApi.Validity);

    /// <summary>Only the whole bucket has none.</summary>
    private static string ReadKey(OssContext context, LinkKind kind)
    {
        var key = context.Target[AdminApi.Key] ?? "";
        if (key.Length == 0 && kind == LinkKind.Object)
        {
            throw new OssException(AdminErrors.MissingParameter, "Parameter", AdminApi.Key);
        }

        if (key.Length > 0)
        {
            ObjectKey.Check(key);
        }

        return key;
    }

    private static LinkKind ReadKind(OssContext context) =>
        context.Target[AdminApi.Kind] switch
        {
            null => LinkKind.Object,
            AdminApi.Folder => LinkKind.Folder,
            AdminApi.Upload => LinkKind.Upload,
            _ => throw Invalid(AdminApi.Kind),
        };

    private static PasswordHash? ReadPassword(OssContext context) =>
        context.Header(AdminApi.PasswordHash) is not { } text ? null
        : PasswordHash.TryParse(text, out var hash) ? hash
        : throw Invalid(AdminApi.PasswordHash);

    private static long? ReadNumber(OssContext context, string parameter) =>
        context.Target[parameter] is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Invalid(parameter, "must be a whole number, at least 1");

    private static DateTimeOffset? ReadTime(OssContext context) =>
        context.Target[AdminApi.NotBefore] is not { } text ? null
        : SigningTime.TryParse(text, out var time) ? time
        : throw Invalid(AdminApi.NotBefore, "must be a time such as 2026-03-01T12:00:00Z");

    private static OssException Invalid(string parameter) => new(LinkErrors.InvalidArgument, "ArgumentName", parameter);

    private static OssException Invalid(string parameter, string rule) =>
        new(LinkErrors.InvalidArgument, [new("ArgumentName", parameter), new("Rule", rule)]);
}
