namespace Ossa.Protocol.Errors;

/// <summary>
/// What is refused of links. They are Ossa's own, so the service has no words for them; to a program, one that does not hold looks like any
/// signed URL that does not.
/// </summary>
public static class LinkErrors
{
    /// <summary>The owner took the link back.</summary>
    public static readonly OssError Revoked = Refusal("The link was revoked by its owner.");

    /// <summary>The link has ended.</summary>
    public static readonly OssError Expired = Refusal("The link has expired.");

    /// <summary>The link begins later.</summary>
    public static readonly OssError NotYet = Refusal("The link does not hold yet.");

    /// <summary>All downloads, bytes or files of the link are used.</summary>
    public static readonly OssError UsedUp = Refusal("The link is used up.");

    /// <summary>The link is not for this address.</summary>
    public static readonly OssError WrongAddress = Refusal("The link is not for your address.");

    /// <summary>The user who made the link is not there any more.</summary>
    public static readonly OssError CreatorGone = Refusal("Whoever made the link may not share any more.");

    /// <summary>The folder has too many files for one archive.</summary>
    public static readonly OssError FolderTooLarge = new(
        400,
        "FolderTooLarge",
        "The folder has too many files for one archive.",
        null
    );

    /// <summary>The password of the link is another one.</summary>
    public static readonly OssError WrongPassword = Refusal("The password of the link is wrong.");

    /// <summary>There were too many wrong passwords; the header Retry-After says for how long.</summary>
    public static readonly OssError TooManyAttempts = new(
        429,
        "TooManyRequests",
        "There were too many wrong passwords. Try again later.",
        null
    );

    /// <summary>The page of a link takes no form of this kind.</summary>
    public static readonly OssError MethodNotAllowed = new(
        405,
        "MethodNotAllowed",
        "The page of this link is only looked at.",
        null
    );

    /// <summary>The link has a password, and takes files from its page after that only.</summary>
    public static readonly OssError PasswordNeeded = Refusal(
        "The link has a password; give it on the page of the link."
    );

    /// <summary>A file that is sent by the link is larger than it allows.</summary>
    public static readonly OssError FileTooLarge = new(
        400,
        "EntityTooLarge",
        "The file is larger than the link allows.",
        null
    );

    /// <summary>The link takes no files of this type, which the sender states and the name says; detail ContentType.</summary>
    public static readonly OssError FileTypeRefused = new(
        403,
        "FileTypeRefused",
        "The link takes no files of this type.",
        null
    );

    /// <summary>Of a file that is sent by a link only its type can be said; detail Header.</summary>
    public static readonly OssError HeaderRefused = new(
        400,
        "InvalidArgument",
        "A file that is sent by a link has no such header.",
        null
    );

    /// <summary>The file is named like one that was sent before and is another one; detail Header.</summary>
    public static readonly OssError AnotherFile = new(
        409,
        "IdempotencyKeyReused",
        "Another file was sent under this name of an attempt before.",
        null
    );

    /// <summary>One form sends more files than one may.</summary>
    public static readonly OssError TooManyFiles = new(400, "TooManyFiles", "The form sends too many files.", null);

    /// <summary>A session asks for links. It ends, and a link that it makes would not.</summary>
    public static readonly OssError NotForSessions = Refusal(
        "A session has no links. Sign with the key of a user or of the account."
    );

    /// <summary>A user, or the account itself, has as many links as one may have.</summary>
    public static readonly OssError TooManyLinks = new(
        400,
        "TooManyLinks",
        "There are too many links. Those that ended are forgotten after 90 days.",
        null
    );

    /// <summary>The owner denied the signed URL.</summary>
    public static readonly OssError DeniedUrl = Refusal("The signed URL was denied by its owner.");

    /// <summary>The signed URL is not denied; detail Signature.</summary>
    public static readonly OssError NotDenied = new(404, "NotDenied", "There is no such denied URL.", null);

    /// <summary>The key of a link was used for something else than its link.</summary>
    public static readonly OssError OutOfScope = Refusal("The key of a link signs its link only.");

    /// <summary>There is no such link; detail Name.</summary>
    public static readonly OssError NoSuchLink = new(404, "NoSuchLink", "There is no such link.", null);

    /// <summary>What is said of a link makes no sense or is beyond a limit; details ArgumentName and, where there is more to say, Rule.</summary>
    public static readonly OssError InvalidArgument = new(400, "InvalidArgument", "A link cannot have this.", null);

    private static OssError Refusal(string message) => new(403, "AccessDenied", message, null);
}
