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

    /// <summary>How many wrong passwords may come from an address within <see cref="Window"/>, for all links; of IPv6, from a /64.</summary>
    public const int MostFromAddress = 30;

    /// <summary>For how long wrong passwords count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>How many may wait for their turn to be tried.</summary>
    public const int MostWaiting = 32;

    private const int MaxFormBytes = 4096;
    private const string Field = "password";

    private readonly AttemptLimiter _forLink = new(MostForLink, Window, time);
    private readonly AddressAttempts _fromAddress = new(MostFromAddress, Window, time);

    private readonly TaskScheduler _oneByOne = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private int _waiting;

    /// <summary>Goes on only where the form that was sent has the link's password.</summary>
    /// <exception cref="OssException">It has not, comes from another page, or there are or were too many.</exception>
    public async ValueTask RequireAsync(OssContext context, Link link)
    {
        SameOrigin.Require(context);
        var password = await ReadAsync(context);
        var client = ClientNetwork.Of(context.Client.Address);
        RequireAttempt(link, client);
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
            {
                throw ThrottlingErrors.Refuse(OssErrors.ActiveRequestLimitExceeded, Pause);
            }

            await Task.Factory.StartNew(
                () => Try(link, client, password),
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

    private void Try(Link link, ClientNetwork client, string password)
    {
        // Those before may have been the last that were free.
        RequireAttempt(link, client);
        if (!link.AcceptsPassword(password))
        {
            _forLink.Count(link.Id);
            _fromAddress.Count(client);
            throw new OssException(LinkErrors.WrongPassword);
        }
    }

    private void RequireAttempt(Link link, ClientNetwork client)
    {
        if (!_forLink.MayTry(link.Id, out var wait) || !_fromAddress.MayTry(client, out wait))
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
}
