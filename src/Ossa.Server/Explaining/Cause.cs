namespace Ossa.Server.Explaining;

/// <summary>The usual causes for which a signed URL fails, in the order in which they are looked at.</summary>
public enum Cause
{
    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>A clock is wrong.</summary>
    Clock,

    /// <summary>Local time was taken for UTC.</summary>
    TimeZone,

    /// <summary>The access key is unknown or disabled, or its secret is another one.</summary>
    AccessKey,

    /// <summary>It was signed for another region.</summary>
    Region,

    /// <summary>It was signed for another method.</summary>
    Method,

    /// <summary>Its parameters, key or validity were changed after signing.</summary>
    Parameters,

    /// <summary>A plus sign became a space, or a space a plus sign.</summary>
    PlusSign,

    /// <summary>Another Content-Type, or another header, was sent than was signed.</summary>
    ContentType,

    /// <summary>The signer may not do this.</summary>
    Permission,

    /// <summary>The Referer rules of the bucket refuse it.</summary>
    Referer,

    /// <summary>It is for another address.</summary>
    Address,
}
