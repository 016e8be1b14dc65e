using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;

namespace Ossa.Server.Sharing;

/// <summary>
/// Remembers in a cookie that somebody gave the password of a link: a time until which that counts, signed with the link's key. It goes to
/// the page of this link only.
/// </summary>
internal static class ShareTicket
{
    private const string Cookie = "ossa-share";
    private static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    /// <summary>Gives a ticket with the answer.</summary>
    public static void Give(OssContext context, AccessKey key)
    {
        var until = (context.Now + Validity).ToUnixTimeSeconds();
        context.Http.Response.Cookies.Append(
            Cookie,
            string.Create(CultureInfo.InvariantCulture, $"{until}.{Sign(key, until)}"),
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Client.IsSecure,
                Path = SharePage.Root + ShareId.Of(key),
                MaxAge = Validity,
            }
        );
    }

    /// <summary>Whether the request has a ticket that counts.</summary>
    public static bool IsPresented(OssContext context, AccessKey key) =>
        context.Http.Request.Cookies[Cookie]?.Split('.') is [var time, var signature]
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
        && context.Now.ToUnixTimeSeconds() < until
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(key, until)),
            Encoding.UTF8.GetBytes(signature)
        );

    private static string Sign(AccessKey key, long until) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(key.Secret),
                Encoding.UTF8.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"the password of this link was given, until {until}")
                )
            )
        );
}
