using Ossa.Protocol.Errors;

namespace Ossa.Server.Administration;

/// <summary>The refusals of the admin API. They are Ossa's own, so the service has no code for them.</summary>
internal static class AdminErrors
{
    public static readonly OssError NoSuchOperation = new(
        404,
        "NoSuchAdminOperation",
        "There is no such administrative operation. Server and command may be of different versions.",
        null
    );

    public static readonly OssError MethodNotAllowed = new(
        405,
        "MethodNotAllowed",
        "This administrative operation is asked for with another method.",
        null
    );

    public static readonly OssError NothingToBackUp = new(
        409,
        "NothingToBackUp",
        "This server keeps everything in memory, so there is nothing to copy.",
        null
    );

    public static readonly OssError BackupFailed = new(409, "BackupFailed", "The backup was not made.", null);

    public static readonly OssError BackupDirectoryNotAbsolute = new(
        400,
        "InvalidArgument",
        "The directory of a backup is an absolute path on the server's machine.",
        null
    );

    public static readonly OssError ClockNotShiftable = new(
        409,
        "ClockNotShiftable",
        "This server keeps what it is given, so its clock is not shifted. Only one that was started with --ephemeral does that.",
        null
    );

    public static readonly OssError InvalidShift = new(
        400,
        "InvalidArgument",
        "The shift of a clock is a duration such as 31d or 1h30m, with a minus before it backwards, and 0s for none.",
        null
    );

    public static readonly OssError NotFromHere = new(
        403,
        "AccessDenied",
        "A backup writes to the server's disk, so it is asked for on the server's machine, and not through a proxy.",
        null
    );

    public static readonly OssError KeyringUnchanged = new(
        409,
        "KeyringUnchanged",
        "The keyring was not changed.",
        null
    );

    public static readonly OssError UnknownParameter = new(
        400,
        "InvalidArgument",
        "This operation has no such parameter. Server and command may be of different versions.",
        null
    );

    public static readonly OssError MalformedBody = new(
        400,
        "InvalidArgument",
        "The body of this operation is JSON of a form that it describes, and not too large.",
        null
    );

    public static readonly OssError MissingParameter = new(
        400,
        "InvalidArgument",
        "A parameter of this operation is missing.",
        null
    );

    public static readonly OssError NoAudit = new(
        409,
        "NoAudit",
        "This server keeps no audit log; it was started with --audit off.",
        null
    );

    public static readonly OssError NoSuchRequest = new(
        404,
        "NoSuchRequest",
        "The audit log has no request of this id: it is older than the log, or came to another server.",
        null
    );

    public static readonly OssError AuditStatus = new(
        400,
        "InvalidArgument",
        "A status is a number such as 404, or a class of them such as 4xx.",
        null
    );

    public static readonly OssError AuditTime = new(
        400,
        "InvalidArgument",
        "A time of the audit log is written as 2026-03-01T12:00:00Z.",
        null
    );

    public static readonly OssError LifecycleTime = new(
        400,
        "InvalidArgument",
        "The time to judge by is a time such as 2026-03-01T12:00:00Z, or a duration such as 30d, and of a dry run only.",
        null
    );

    public static readonly OssError SecretsOverPlainHttp = new(
        403,
        "AccessDenied",
        "Secrets are told over https, or to a program on the server's machine, and not through a proxy without TLS.",
        null
    );

    public static readonly OssError SecretsDoNotOpen = new(
        409,
        "SecretsDoNotOpen",
        "The secrets of access keys cannot be opened or sealed.",
        null
    );

    public static readonly OssError DocumentTooLarge = new(
        400,
        "EntityTooLarge",
        "The document of users, groups, roles and policies is larger than 64 MiB.",
        null
    );

    public static readonly OssError MalformedDocument = new(
        400,
        "InvalidArgument",
        "The document of users, groups, roles and policies cannot be taken in.",
        null
    );

    public static readonly OssError WrongBody = new(
        400,
        "InvalidArgument",
        "The body is not the one whose SHA-256 the parameter sha256 states, in lower-case hexadecimal digits.",
        null
    );
}
