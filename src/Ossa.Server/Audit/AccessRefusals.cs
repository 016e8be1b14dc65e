namespace Ossa.Server.Audit;

/// <summary>Which refusals are about who asks, in contrast to what is asked for or how the store is.</summary>
internal static class AccessRefusals
{
    /// <summary>Their codes; what may follow one after a dot says more of it.</summary>
    private static readonly HashSet<string> Codes =
    [
        "AccessDenied",
        "AccessForbidden",
        "AccessKeyIdAndSecurityTokenNotMatch",
        "IncompleteSignature",
        "InvalidAccessKeyId",
        "InvalidSecurityToken",
        "InvalidTimeStamp",
        "NoPermission",
        "RequestTimeTooSkewed",
        "SecurityTokenExpired",
        "SignatureDoesNotMatch",
        "SignatureNonceUsed",
    ];

    /// <summary>Whether an entry tells of one.</summary>
    public static bool IsOne(AuditEntry entry) =>
        entry.Decision is { Allowed: false } || (entry.Code is { } code && Codes.Contains(code.Split('.')[0]));
}
