using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Pages;

/// <summary>
/// Holds what changes something to Ossa's own pages: a page of another origin could send a form in the name of whoever looks at it. Browsers
/// say where a form comes from, and pages cannot forge it.
/// </summary>
internal static class SameOrigin
{
    private static readonly OssError Refused = new(
        403,
        "AccessDenied",
        "This is asked for from Ossa's own page only.",
        null
    );

    public static void Require(OssContext context)
    {
        var site = context.Header("Sec-Fetch-Site");
        if (
            site is not (null or "same-origin")
            || !Uri.TryCreate(context.Header("Origin"), UriKind.Absolute, out var origin)
            || !IsOwn(context, origin)
        )
        {
            throw new OssException(Refused);
        }
    }

    /// <summary>The scheme is not asked about, since a proxy in front may speak TLS for the server.</summary>
    private static bool IsOwn(OssContext context, Uri origin) =>
        Uri.TryCreate($"{origin.Scheme}://{Locator.HostOf(context.Http)}", UriKind.Absolute, out var asked)
            && asked.Authority == origin.Authority
        || context.Options.PublicUrl?.Authority == origin.Authority;
}
