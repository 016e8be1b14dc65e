using System.Net.Sockets;
using System.Text;
using Ossa.Engine.Links;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Pages;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Sharing;

/// <summary>Hears the password of a link. Wrong ones are few for a link and few from an address, whoever sends them.</summary>
internal sealed class PasswordGate(TimeProvider time)
{
    /// <summary>How many wrong passwords a link bears within <see cref="Window"/>.</summary>
    public const int MostForLink = 10;

    /// <summary>How many wrong passwords may come from an address within <see cref="Window"/>, for all links.</summary>
    public const int MostFromAddress = 30;

    /// <summary>For how long wrong passwords count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private const int MaxFormBytes = 4096;
    private const int NetworkBytes = 8;
    private const string Field = "password";

    private readonly AttemptLimiter _forLink = new(MostForLink, Window, time);
    private readonly AttemptLimiter _fromAddress = new(MostFromAddress, Window, time);

    /// <summary>Goes on only where the form that was sent has the link's password.</summary>
    /// <exception cref="OssException">It has not, comes from another page, or there were too many before.</exception>
    public async ValueTask RequireAsync(OssContext context, Link link)
    {
        SameOrigin.Require(context);
        var password = await ReadAsync(context);
        var address = NetworkOf(context);
        // Counted before it is tried, so that attempts that come together are no more than may be.
        _fromAddress.Require(address, LinkErrors.TooManyAttempts);
        _forLink.Require(link.Id, LinkErrors.TooManyAttempts);
        if (!link.AcceptsPassword(password))
        {
            throw new OssException(LinkErrors.WrongPassword);
        }

        _fromAddress.GiveBack(address);
        _forLink.GiveBack(link.Id);
    }

    private static async ValueTask<string> ReadAsync(OssContext context)
    {
        using var body = new RequestBody(context);
        using var form = await body.ReadDocumentAsync(MaxFormBytes, OssErrors.EntityTooLarge);
        var text = Encoding.UTF8.GetString(form.GetBuffer(), 0, (int)form.Length);
        return UriEncoding.TryDecodeQuery(text, plusIsSpace: true, out var fields)
            ? fields.FirstOrDefault(field => field.Key == Field).Value ?? ""
            : throw new OssException(OssErrors.BadRequest);
    }

    /// <summary>Whoever has an address of IPv6 has the rest of its network too.</summary>
    private static string NetworkOf(OssContext context) =>
        context.Client.Address is { AddressFamily: AddressFamily.InterNetworkV6 } address
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : context.Client.Address?.ToString() ?? "";
}
