using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Administration;

/// <summary>The admin API's operations on signed URLs that are denied. A URL is named by the fingerprint of its signature.</summary>
internal static class DenialsApi
{
    public static readonly IReadOnlyList<AdminOperation> Operations =
    [
        new AdminCall(
            "DenyUrl",
            "PUT",
            AdminApi.Denials,
            [AdminApi.Signature, AdminApi.Until],
            async (context, p) => await context.Engine.DeniedUrls.DenyAsync(p[0], TimeOf(p[1]), context.Aborted)
        ),
        new AdminCall(
            "AllowUrl",
            "DELETE",
            AdminApi.Denials,
            [AdminApi.Signature],
            async (context, p) =>
            {
                await context.Engine.DeniedUrls.AllowAsync(p[0], context.Aborted);
                return null;
            }
        ),
        new AdminCall(
            "ListDeniedUrls",
            "GET",
            AdminApi.Denials,
            [],
            async (context, _) => await ListAsync(context.Engine.DeniedUrls, context.Aborted)
        ),
    ];

    private static async Task<List<DeniedUrl>> ListAsync(DeniedUrlStore denials, CancellationToken cancellationToken) =>
        await denials.ListAsync(cancellationToken).ToListAsync(cancellationToken);

    private static DateTimeOffset TimeOf(string text) =>
        SigningTime.TryParse(text, out var time)
            ? time
            : throw new OssException(LinkErrors.InvalidArgument, "ArgumentName", AdminApi.Until);
}
