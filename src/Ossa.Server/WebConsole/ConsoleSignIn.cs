using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Identity;
using Ossa.Server.Road;
using Ossa.Server.Sharing;
using Ossa.Server.Throttling;

namespace Ossa.Server.WebConsole;

/// <summary>
/// Hears the secret of an access key, once. From an address few wrong ones are heard, of one key fewer still. What comes from elsewhere does not count, so that
/// nobody keeps others from signing in; a secret is too long to be guessed from however many addresses.
/// </summary>
internal sealed class ConsoleSignIn(CredentialLookup credentials, ConsoleSessions sessions, TimeProvider time)
{
    /// <summary>How many wrong secrets of one key may come from an address within <see cref="Window"/>.</summary>
    public const int MostForKey = 10;

    /// <summary>How many wrong secrets may come from an address within <see cref="Window"/>, for all keys; of IPv6, from a /64.</summary>
    public const int MostFromAddress = 30;

    /// <summary>For how long wrong secrets count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>What is compared with where there is no such key, so that it takes as long.</summary>
    private static readonly SigningSecret Nobodys = new("");

    private readonly AttemptLimiter _forKey = new(MostForKey, Window, time);
    private readonly AddressAttempts _fromAddress = new(MostFromAddress, Window, time);
    private readonly Lock _lock = new();

    /// <summary>Signs in, and gives the cookie with the answer.</summary>
    /// <exception cref="OssException">The key or the secret is wrong, there were too many before, or the connection is not safe.</exception>
    public async Task AnswerAsync(OssContext context)
    {
        ConsoleGuard.RequireSafe(context);
        var form = await ConsoleJson.ReadAsync(context, ConsoleJson.Default.SignInForm);
        var credential = await FindAsync(context, form);
        context.Caller = Prove(form, credential, ClientNetwork.Of(context.Client.Address));
        context.NoteKeyUse(ServiceNames.Ossa);

        // Whoever signs in anew leaves no session behind.
        if (ConsoleCookie.Read(context) is { } old)
        {
            sessions.End(old);
        }

        var name = sessions.Begin(context.Caller, TokenOf(form));
        ConsoleCookie.Give(context, name);
        var answer = SignedIn.Of(context, sessions.Use(name)!.EndsAt);
        await ConsoleJson.WriteAsync(context, answer, ConsoleJson.Default.SignedIn);
    }

    private async ValueTask<Credential?> FindAsync(OssContext context, SignInForm form)
    {
        try
        {
            return await credentials.GetAsync(form.AccessKeyId, TokenOf(form), context.Now, context.Aborted);
        }
        catch (OssException)
        {
            // There is no such key, or it may not sign; which of these is nobody's business before the secret is right.
            return null;
        }
    }

    /// <summary>Attempts are tried one after the other, so that those that come together are no more than may be.</summary>
    private Caller Prove(SignInForm form, Credential? credential, ClientNetwork client)
    {
        var key = $"{client} {form.AccessKeyId}";
        lock (_lock)
        {
            if (!_fromAddress.MayTry(client, out var wait) || !_forKey.MayTry(key, out wait))
            {
                throw ThrottlingErrors.Refuse(ConsoleErrors.TooManyAttempts, wait);
            }

            var isRight = (credential?.Secret ?? Nobodys).Is(form.AccessKeySecret);
            // The key of a link is for its URL.
            if (isRight && credential is { Caller.Link: null })
            {
                return credential.Caller;
            }

            _fromAddress.Count(client);
            _forKey.Count(key);
            throw new OssException(ConsoleErrors.WrongKey);
        }
    }

    private static string? TokenOf(SignInForm form) => form.SecurityToken is { Length: > 0 } token ? token : null;
}
