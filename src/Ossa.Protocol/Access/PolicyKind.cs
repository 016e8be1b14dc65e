namespace Ossa.Protocol.Access;

/// <summary>What a policy hangs on, which decides about its elements.</summary>
public enum PolicyKind
{
    /// <summary>A bucket: its statements name principals.</summary>
    Bucket,

    /// <summary>A user, a group, a role or a session: the principal is whoever it hangs on.</summary>
    Identity,

    /// <summary>A role, as what says who may assume it: its statements name principals, and their resource is the role.</summary>
    Trust,
}
