using Ossa.Protocol.Errors;

namespace Ossa.Server.WebConsole;

/// <summary>The refusals of the console. They are Ossa's own, so the service has no code for them.</summary>
internal static class ConsoleErrors
{
    /// <summary>Nothing tells a key that there is from one that there is not.</summary>
    public static readonly OssError WrongKey = new(
        403,
        "AccessDenied",
        "The access key id or its secret is wrong, or the key may not sign in.",
        null
    );

    public static readonly OssError TooManyAttempts = new(
        429,
        "TooManyRequests",
        "There were too many wrong attempts to sign in. Try again later.",
        null
    );

    public static readonly OssError NotSafe = new(
        403,
        "ConsoleNeedsTls",
        "A secret is not sent over plain http, except to an address of the browser's own machine such as localhost. Open the console by https, or through a proxy that speaks it and is named by --trusted-proxy.",
        null
    );

    public static readonly OssError NoSession = new(
        401,
        "ConsoleSessionEnded",
        "You are not signed in to the console, or no longer.",
        null
    );

    public static readonly OssError TwoSessions = new(
        401,
        "ConsoleSessionAmbiguous",
        "Two session cookies were sent, so another host of this domain has set one. Delete the cookies of this domain and sign in again.",
        null
    );

    public static readonly OssError NotFromConsole = new(
        403,
        "AccessDenied",
        "This is asked for from the console's own page only.",
        null
    );

    public static readonly OssError NoSuchPage = new(404, "NoSuchConsolePage", "The console has no such page.", null);

    public static readonly OssError NoContent = new(
        405,
        "MethodNotAllowed",
        "The console gives out no content of objects, and takes no forms; a signed URL does.",
        null
    );

    public static readonly OssError InvalidBody = new(
        400,
        "InvalidArgument",
        "What the console was sent is not the JSON that is wanted here.",
        null
    );

    public static readonly OssError InvalidValidity = new(
        400,
        "InvalidArgument",
        "A signed URL holds for 1 second to 7 days.",
        null
    );
}
