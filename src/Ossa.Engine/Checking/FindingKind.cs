namespace Ossa.Engine.Checking;

/// <summary>The kinds of damage that a check can find.</summary>
public enum FindingKind
{
    /// <summary>A body, or a piece of it, is not there although a record points to it.</summary>
    MissingBody,

    /// <summary>A body, or a piece of it, is not what its record describes.</summary>
    DamagedBody,

    /// <summary>A row cannot be read.</summary>
    UnreadableRow,

    /// <summary>A record uses a blob without standing among its holders, so that the blob may be freed under it.</summary>
    MissingHolder,

    /// <summary>A blob names a holder that nothing uses, so that it will never be freed.</summary>
    StaleHolder,

    /// <summary>A blob that nothing names.</summary>
    OrphanBlob,

    /// <summary>A small body or a manifest that nothing names.</summary>
    OrphanRow,

    /// <summary>A counter of a bucket, or that of the buckets, differs from what there is.</summary>
    WrongCounter,

    /// <summary>The current object is not the newest version.</summary>
    WrongCurrent,

    /// <summary>What is noted of a key's versions is not true of them.</summary>
    WrongVersions,

    /// <summary>Parts whose upload neither runs nor waits to be cleaned up, or a count of writes of parts without any.</summary>
    StrayParts,

    /// <summary>The keys of encrypted objects are not at hand, so that none of these can be read.</summary>
    MissingKeyring,

    /// <summary>The secret of an access key or a link does not open, so that nobody can sign with it.</summary>
    LockedSecret,

    /// <summary>A user, group, role, key or domain names something that is not there, or is not named by what should name it.</summary>
    BrokenReference,
}
