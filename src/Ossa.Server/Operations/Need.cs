namespace Ossa.Server.Operations;

/// <summary>What an operation needs of access control lists, where its caller is not the owner.</summary>
internal enum Need
{
    /// <summary>Nothing: whether the request is welcome is the operation's very question (preflight).</summary>
    Nothing,

    /// <summary>To be the owner.</summary>
    Owner,

    /// <summary>To list the bucket or the parts of an upload, which no list allows to others.</summary>
    List,

    /// <summary>To read the object.</summary>
    Read,

    /// <summary>To write the object.</summary>
    Write,
}
