using Ossa.Protocol.Errors;
using Ossa.Server.Identity;
using Ossa.Server.Road;

namespace Ossa.Server.WebConsole;

/// <summary>Who asks by the console, as the request proves it.</summary>
/// <param name="Cookie">The name of the session.</param>
/// <param name="Session">The session.</param>
/// <param name="Credential">Its key, looked up for this request.</param>
internal sealed record ConsoleVisitor(string Cookie, ConsoleSession Session, Credential Credential)
{
    /// <summary>The visitor whose session the cookie names. A key that is gone, disabled or expired ends it.</summary>
    /// <exception cref="OssException">There is none.</exception>
    public static async ValueTask<ConsoleVisitor> OfAsync(
        OssContext context,
        ConsoleSessions sessions,
        CredentialLookup credentials
    )
    {
        if (ConsoleCookie.Read(context) is not { } cookie || sessions.Use(cookie) is not { } session)
        {
            throw new OssException(ConsoleErrors.NoSession);
        }

        try
        {
            var credential = await credentials.GetAsync(
                session.AccessKeyId,
                session.SecurityToken,
                context.Now,
                context.Aborted
            );
            return new ConsoleVisitor(cookie, session, credential);
        }
        catch (OssException)
        {
            sessions.End(cookie);
            throw new OssException(ConsoleErrors.NoSession);
        }
    }
}
