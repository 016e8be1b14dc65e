namespace Ossa.Protocol.Errors;

// What a bucket has none of, asked for by name; detail BucketName.
public static partial class OssErrors
{
    /// <summary>No inventory has the name that was asked for, or there is none at all.</summary>
    public static readonly OssError NoSuchInventory = Define(
        404,
        "NoSuchInventory",
        "The specified inventory does not exist."
    );

    /// <summary>GetBucketReplication, or its progress, of a bucket without rules of replication.</summary>
    public static readonly OssError NoSuchReplicationConfiguration = Define(
        404,
        "NoSuchReplicationConfiguration",
        "The bucket you specified does not have replication configuration."
    );

    /// <summary>GetBucketOverwriteConfig of a bucket without rules against overwriting.</summary>
    public static readonly OssError NoSuchBucketOverwriteConfig = Define(
        404,
        "NoSuchBucketOverwriteConfig",
        "The overwrite configuration does not exist."
    );

    /// <summary>A question about the index of metadata of a bucket that has none.</summary>
    public static readonly OssError MetaQueryNotExist = Define(
        404,
        "MetaQueryNotExist",
        "The bucket you specified does not have a metadata index.",
        "0037-00000003"
    );

    /// <summary>A question about a live channel that is not there.</summary>
    public static readonly OssError NoSuchLiveChannel = Define(
        404,
        "NoSuchLiveChannel",
        "The specified live channel does not exist.",
        "0026-00000021"
    );
}
