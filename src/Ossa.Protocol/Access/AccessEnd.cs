namespace Ossa.Protocol.Access;

/// <summary>What ends a signed URL.</summary>
public enum AccessEnd
{
    /// <summary>The expiry that was asked for.</summary>
    Expiry,

    /// <summary>The security token that it is signed with.</summary>
    Token,

    /// <summary>A policy that allows something until a time, or denies it from one on.</summary>
    Policy,
}
