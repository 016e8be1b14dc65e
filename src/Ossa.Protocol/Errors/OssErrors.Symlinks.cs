namespace Ossa.Protocol.Errors;

// Symbolic links.
public static partial class OssErrors
{
    /// <summary>PutSymlink without x-oss-symlink-target.</summary>
    public static readonly OssError MissingSymlinkTarget = Define(
        400,
        "MissingArgument",
        "Missing Some Required Arguments.",
        "0043-00000001"
    );

    /// <summary>GetSymlink of an object that is no symbolic link; detail Key.</summary>
    public static readonly OssError NotSymlink = Define(
        400,
        "NotSymlink",
        "The object is not symlink.",
        "0043-00000101"
    );

    /// <summary>A symbolic link leads to nothing; detail Key.</summary>
    public static readonly OssError SymlinkTargetNotExist = Define(
        404,
        "SymlinkTargetNotExist",
        "The symlink target object does not exist",
        "0026-00000012"
    );

    /// <summary>A symbolic link leads to another one; detail Key.</summary>
    public static readonly OssError InvalidTargetType = Define(
        400,
        "InvalidTargetType",
        "The symbolic's target file type is invalid",
        "0026-00000011"
    );

    /// <summary>A part cannot be copied from a symbolic link, since a copy takes the link and not what it leads to.</summary>
    public static readonly OssError PartCopyOfSymlink = Define(
        400,
        "OperationNotSupported",
        "The operation is not supported for this resource"
    );
}
