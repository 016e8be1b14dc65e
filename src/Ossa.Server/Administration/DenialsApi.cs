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
            "Denies a signed URL.",
            "PUT",
            AdminApi.Denials,
            [AdminApi.Signature, AdminApi.Until],
            () => IdentityJson.Default.DeniedUrl,
            async (context, p) => await context.Engine.DeniedUrls.DenyAsync(p[0], TimeOf(p[1]), context.Aborted)
        ),
        new AdminCall(
            "AllowUrl",
            "Takes back that a signed URL is denied.",
            "DELETE",
            AdminApi.Denials,
            [AdminApi.Signature],
            null,
            async (context, p) =>
            {
                await context.Engine.DeniedUrls.AllowAsync(p[0], context.Aborted);
                return null;
            }
        ),
        new AdminCall(
            "ListDeniedUrls",
            "Lists the signed URLs that are denied.",
            "GET",
            AdminApi.Denials,
            [],
            () => IdentityJson.Default.IReadOnlyListDeniedUrl,
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
