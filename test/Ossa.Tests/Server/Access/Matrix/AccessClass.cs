namespace Ossa.Tests.Server.Access.Matrix;

/// <summary>What an operation is to the documentation's order of evaluation.</summary>
internal enum AccessClass
{
    /// <summary>Is about the account.</summary>
    Account,

    /// <summary>Makes a bucket, in the caller's account.</summary>
    Making,

    /// <summary>Manages a bucket.</summary>
    Bucket,

    /// <summary>Sets the list of a bucket, or makes the bucket with it.</summary>
    BucketAcl,

    /// <summary>Reads, replaces or deletes the policy of a bucket, which its owner may always do.</summary>
    BucketPolicy,

    /// <summary>Tells the names in a bucket.</summary>
    Listing,

    /// <summary>Tells the parts of an upload.</summary>
    Parts,

    /// <summary>Reads an object.</summary>
    Read,

    /// <summary>Writes or deletes an object.</summary>
    Write,

    /// <summary>Writes or deletes the objects that a document names.</summary>
    WriteMany,

    /// <summary>Manages an object.</summary>
    Object,

    /// <summary>Asks about the bucket's rules for other origins, which everybody may.</summary>
    Preflight,
}
