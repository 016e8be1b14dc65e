namespace Ossa.Tests.Server.Access.Matrix;

/// <summary>
/// Says what must come out, written from the documentation alone: what the policy of a session does not allow is refused, what any policy denies is refused, then what any policy allows is allowed,
/// then the owner may, and others what the lists let them, which say nothing to public access that is blocked. Whoever is of another account is
/// allowed what both that and the bucket's policy allow; what he makes is in his own account.
/// </summary>
internal static class AccessOracle
{
    public const string Allowed = "yes";

    private const string SessionPolicyDenies = "403 no EC";
    private const string BucketPolicyDenies = "403 0003-00000101";
    private const string UserPolicyDenies = "403 0003-00000201";
    private const string UserMayNot = "403 0003-00000202";
    private const string ManyDenied = "403 0003-00000204";
    private const string ManyNotAllowed = "403 0016-00000616";
    private const string StrangerInAccount = "403 0003-00001201";
    private const string StrangerInBucket = "403 0003-00000002";
    private const string NotYours = "403 0003-00000905";
    private const string BucketListDenies = "403 0003-00000001";
    private const string ObjectListDeniesReading = "403 0003-00000005";
    private const string ObjectListDeniesWriting = "403 0003-00000006";
    private const string ManagesObject = "403 0003-00000007";

    public static string Expect(AccessCell cell, AccessClass kind)
    {
        var isRoot = cell.Caller == AccessCell.Root;
        if (kind == AccessClass.Preflight || (kind == AccessClass.BucketPolicy && isRoot))
        {
            return Allowed;
        }

        if (cell.Caller == AccessCell.Bound && kind != AccessClass.Read)
        {
            return SessionPolicyDenies;
        }

        if (IsForeign(cell))
        {
            return kind is AccessClass.Account or AccessClass.Making
                ? (cell.Caller == AccessCell.Guest ? UserMayNot : Allowed)
                : ByPolicy(cell, kind) ?? ByLists(cell, kind);
        }

        return ByPolicy(cell, kind) ?? (isRoot ? Allowed : ByLists(cell, kind));
    }

    private static bool IsForeign(AccessCell cell) =>
        cell.Caller is AccessCell.Other or AccessCell.Visitor or AccessCell.Guest;

    private static string? ByPolicy(AccessCell cell, AccessClass kind)
    {
        var policy = kind == AccessClass.Account ? "none" : cell.Policy;
        var isUser = cell.Caller is "user" or "allowed" or "denied" or "grouped" || IsForeign(cell);
        return cell switch
        {
            { Caller: "denied" } => kind == AccessClass.WriteMany ? ManyDenied : UserPolicyDenies,
            // What denies everybody without a condition spares the owner.
            { Caller: AccessCell.Root } when policy == "deny-all" => null,
            _ when policy == "deny-all" || (policy == "deny-users" && isUser) => kind == AccessClass.WriteMany
                ? ManyDenied
                : BucketPolicyDenies,
            { Caller: "allowed" or "grouped" or "session" or AccessCell.Bound } => Allowed,
            { Caller: AccessCell.Guest } => null,
            _ when policy == "allow-users" && isUser => Allowed,
            _ when policy == "allow-all" && cell.Block == "off" => Allowed,
            _ => null,
        };
    }

    private static string ByLists(AccessCell cell, AccessClass kind)
    {
        var isStranger = cell.Caller == AccessCell.Anonymous;
        return kind switch
        {
            // The root of another account is let in as to make a bucket, and then told that the name is taken.
            AccessClass.BucketAcl when cell.Caller == AccessCell.Other => Allowed,
            AccessClass.BucketAcl => ByLists(cell, AccessClass.Bucket),
            AccessClass.Bucket or AccessClass.BucketPolicy or AccessClass.Listing when IsForeign(cell) => NotYours,
            AccessClass.Account or AccessClass.Making => isStranger ? StrangerInAccount : UserMayNot,
            AccessClass.Listing => isStranger ? NotYours : UserMayNot,
            AccessClass.Bucket or AccessClass.BucketPolicy => isStranger ? StrangerInBucket : UserMayNot,
            AccessClass.Parts => NotYours,
            AccessClass.Object => ManagesObject,
            AccessClass.WriteMany => ByLists(cell, "-write", ObjectListDeniesWriting) == Allowed
                ? Allowed
                : ManyNotAllowed,
            AccessClass.Read => ByLists(cell, "public-read", ObjectListDeniesReading),
            _ => ByLists(cell, "-write", ObjectListDeniesWriting),
        };
    }

    /// <summary>A list allows what is part of its name. The object's own list counts before the bucket's.</summary>
    private static string ByLists(AccessCell cell, string right, string byObject)
    {
        var bucket = cell.Bucket.Contains(right, StringComparison.Ordinal);
        var allows = cell.Object == "default" ? bucket : cell.Object.Contains(right, StringComparison.Ordinal);
        return allows ? (cell.Block == "off" ? Allowed : BucketListDenies) : (bucket ? byObject : BucketListDenies);
    }
}
