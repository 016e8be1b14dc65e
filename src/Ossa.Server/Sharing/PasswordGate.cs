using System.Net.Sockets;
using System.Text;
using Ossa.Engine.Links;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Pages;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Throttling;

namespace Ossa.Server.Sharing;

/// <summary>
/// Hears the password of a link. Wrong ones are few for a link and few from an address, whoever sends them. They are tried one after the other:
/// each costs a large part of a second of a core, which the other requests need.
/// </summary>
internal sealed class PasswordGate(TimeProvider time)
{
    /// <summary>How many wrong passwords a link bears within <see cref="Window"/>.</summary>
    public const int MostForLink = 10;

    /// <summary>How many wrong passwords may come from an address within <see cref="Window"/>, for all links.</summary>
    public const int MostFromAddress = 30;

    /// <summary>For how long wrong passwords count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>How many may wait for their turn to be tried.</summary>
    public const int MostWaiting = 32;

    private const int MaxFormBytes = 4096;
    private const int NetworkBytes = 8;
    private const string Field = "password";

    private readonly AttemptLimiter _forLink = new(MostForLink, Window, time);
    private readonly AttemptLimiter _fromAddress = new(MostFromAddress, Window, time);

    private readonly TaskScheduler _oneByOne = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private int _waiting;

    /// <summary>Goes on only where the form that was sent has the link's password.</summary>
    /// <exception cref="OssException">It has not, comes from another page, or there are or were too many.</exception>
    public async ValueTask RequireAsync(OssContext context, Link link)
    {
        SameOrigin.Require(context);
        var password = await ReadAsync(context);
        var address = NetworkOf(context);
        RequireAttempt(link, address);
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
            {
                throw ThrottlingErrors.Refuse(OssErrors.ActiveRequestLimitExceeded, Pause);
            }

            await Task.Factory.StartNew(
                () => Try(link, address, password),
                context.Aborted,
                TaskCreationOptions.None,
                _oneByOne
            );
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private void Try(Link link, string address, string password)
    {
        // Those before may have been the last that were free.
        RequireAttempt(link, address);
        if (!link.AcceptsPassword(password))
        {
            _forLink.Count(link.Id);
            _fromAddress.Count(address);
            throw new OssException(LinkErrors.WrongPassword);
        }
    }

    private void RequireAttempt(Link link, string address)
    {
        Require(_forLink, link.Id);
        Require(_fromAddress, address);
    }

    private static void Require(AttemptLimiter limiter, string kind)
    {
        if (!limiter.MayTry(kind, out var wait))
        {
            throw ThrottlingErrors.Refuse(LinkErrors.TooManyAttempts, wait);
        }
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
