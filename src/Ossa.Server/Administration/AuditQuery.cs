using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Server.Audit;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>A filter of the audit log as parameters of a query.</summary>
public static class AuditQuery
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The parameters for a filter.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Write(AuditFilter filter, bool follow) =>
        [
            .. new (string Name, string? Value)[]
            {
                (AdminApi.Request, filter.RequestId),
                (AdminApi.Bucket, filter.Bucket),
                (AdminApi.Key, filter.Key),
                (AdminApi.Account, filter.Account),
                (AdminApi.User, filter.User),
                (AdminApi.Status, filter.Status),
                (AdminApi.Signature, filter.Signature),
                (AdminApi.Since, Format(filter.Since)),
                (AdminApi.Until, Format(filter.Until)),
                (AdminApi.Denied, filter.Denied ? "" : null),
                (AdminApi.Follow, follow ? "" : null),
            }
                .Where(parameter => parameter.Value is not null)
                .Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value!)),
        ];

    internal static AuditFilter Read(OssContext context)
    {
        var status = context.Target[AdminApi.Status];
        return new AuditFilter
        {
            RequestId = context.Target[AdminApi.Request],
            Bucket = context.Target[AdminApi.Bucket],
            Key = context.Target[AdminApi.Key],
            Account = context.Target[AdminApi.Account],
            User = context.Target[AdminApi.User],
            Status =
                status is null || AuditFilter.IsStatus(status)
                    ? status
                    : throw new OssException(AdminErrors.AuditStatus, "Status", status),
            Signature = context.Target[AdminApi.Signature],
            Since = ReadTime(context, AdminApi.Since),
            Until = ReadTime(context, AdminApi.Until),
            Denied = context.Target.Has(AdminApi.Denied),
        };
    }

    private static string? Format(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset? ReadTime(OssContext context, string parameter) =>
        context.Target[parameter] is not { } text ? null
        : DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
        : throw new OssException(AdminErrors.AuditTime, parameter, text);
}
