using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Identity;
using Ossa.Server.Road;
using Ossa.Server.Sharing;
using Ossa.Server.Throttling;

namespace Ossa.Server.WebConsole;

/// <summary>Hears the secret of an access key, once. Wrong ones are few for a key and few from an address, whoever sends them.</summary>
internal sealed class ConsoleSignIn(CredentialLookup credentials, ConsoleSessions sessions, TimeProvider time)
{
    /// <summary>How many wrong secrets a key bears within <see cref="Window"/>.</summary>
    public const int MostForKey = 10;

    /// <summary>How many wrong secrets may come from an address within <see cref="Window"/>, for all keys.</summary>
    public const int MostFromAddress = 30;

    /// <summary>For how long wrong secrets count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>What is compared with where there is no such key, so that it takes as long.</summary>
    private static readonly SigningSecret Nobodys = new("");

    private readonly AttemptLimiter _forKey = new(MostForKey, Window, time);
    private readonly AttemptLimiter _fromAddress = new(MostFromAddress, Window, time);

    /// <summary>Signs in, and gives the cookie with the answer.</summary>
    /// <exception cref="OssException">The key or the secret is wrong, there were too many before, or the connection is not safe.</exception>
    public async Task AnswerAsync(OssContext context)
    {
        ConsoleGuard.RequireSafe(context);
        var form = await ConsoleJson.ReadAsync(context, ConsoleJson.Default.SignInForm);
        var address = ClientNetwork.Of(context.Client.Address).ToString();
        // Counted before it is tried, so that attempts that come together are no more than may be.
        _fromAddress.Require(address, ConsoleErrors.TooManyAttempts);
        _forKey.Require(form.AccessKeyId, ConsoleErrors.TooManyAttempts);
        context.Caller = await ProveAsync(context, form) ?? throw new OssException(ConsoleErrors.WrongKey);
        _fromAddress.GiveBack(address);
        _forKey.GiveBack(form.AccessKeyId);

        // Whoever signs in anew leaves no session behind.
        if (ConsoleCookie.Read(context) is { } old)
        {
            sessions.End(old);
        }

        var name = sessions.Begin(form.AccessKeyId, TokenOf(form));
        ConsoleCookie.Give(context, name);
        var answer = SignedIn.Of(context, sessions.Use(name)!.EndsAt);
        await ConsoleJson.WriteAsync(context, answer, ConsoleJson.Default.SignedIn);
    }

    private async ValueTask<Caller?> ProveAsync(OssContext context, SignInForm form)
    {
        Credential? credential = null;
        try
        {
            credential = await credentials.GetAsync(form.AccessKeyId, TokenOf(form), context.Now, context.Aborted);
        }
        catch (OssException)
        {
            // There is no such key, or it may not sign; which of these is nobody's business before the secret is right.
        }

        var isRight = (credential?.Secret ?? Nobodys).Is(form.AccessKeySecret);
        // The key of a link is for its URL.
        return isRight && credential is { Caller.Link: null } ? credential.Caller : null;
    }

    private static string? TokenOf(SignInForm form) => form.SecurityToken is { Length: > 0 } token ? token : null;
}
