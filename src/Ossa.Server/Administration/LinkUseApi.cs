using Microsoft.AspNetCore.Http;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Server.Audit;
using Ossa.Server.Road;
using Ossa.Server.Sharing;

namespace Ossa.Server.Administration;

/// <summary>
/// The use of a link over time, as far as the audit log goes back: one row for each hour with any, so no more than a link has hours. Looks at its
/// page are no use, but refusals there are.
/// </summary>
internal static class LinkUseApi
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The operation, over the audit log of a server, or null where that keeps none.</summary>
    public static AdminOperation Create(AuditTrail? trail) =>
        new AdminCall(
            "GetLinkUse",
            "Tells how a link was used, hour by hour, from the audit log.",
            HttpMethods.Get,
            AdminApi.LinkUse,
            [AdminApi.Id],
            () => IdentityJson.Default.IReadOnlyListLinkUseHour,
            async (context, p) => await ReadAsync(context, trail ?? throw new OssException(AdminErrors.NoAudit), p[0])
        )
        {
            ForUsers = true,
        };

    private static async Task<List<LinkUseHour>> ReadAsync(OssContext context, AuditTrail trail, string id)
    {
        var link = await LinksApi.FindOwnAsync(context, id);
        var hours = new SortedDictionary<DateTimeOffset, LinkUseHour>();
        await foreach (var line in trail.ReadAsync(FilterOf(link), follow: false, context.Aborted))
        {
            if (line is not null && AuditEntry.Read(line) is { Dropped: null } entry && IsUse(entry))
            {
                var hour = entry.Time - new TimeSpan(entry.Time.Ticks % Hour.Ticks);
                hours[hour] = Add(hours.GetValueOrDefault(hour) ?? new LinkUseHour(hour, 0, 0, 0, 0), entry);
            }
        }

        return [.. hours.Values];
    }

    /// <summary>All that the audit log can know of a link. A clock may have been set back since it was made.</summary>
    internal static AuditFilter FilterOf(Link link) => new() { AccessKeyId = link.Id, Since = link.CreatedAt - Hour };

    private static bool IsUse(AuditEntry entry) => entry.Operation != SharePage.Operation || IsRefusal(entry);

    private static bool IsRefusal(AuditEntry entry) => entry.Status >= StatusCodes.Status400BadRequest;

    private static LinkUseHour Add(LinkUseHour hour, AuditEntry entry) =>
        IsRefusal(entry)
            ? hour with
            {
                Refusals = hour.Refusals + 1,
            }
            : hour with
            {
                Answers = hour.Answers + 1,
                SentBytes = hour.SentBytes + entry.SentBytes,
                ReceivedBytes = hour.ReceivedBytes + entry.ReceivedBytes,
            };
}
