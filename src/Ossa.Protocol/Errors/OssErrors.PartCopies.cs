namespace Ossa.Protocol.Errors;

// Parts that are copied from objects.
public static partial class OssErrors
{
    /// <summary>x-oss-copy-source of UploadPartCopy is not /bucket/key, the first slash included; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError InvalidPartCopySource = Define(
        400,
        "InvalidArgument",
        "Copy Source must mention the source bucket and key: /sourcebucket/sourcekey.",
        "0042-00000301"
    );

    /// <summary>x-oss-copy-source of UploadPartCopy is empty; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError EmptyPartCopySource = Define(
        400,
        "InvalidArgument",
        "Copy Source must mention the source bucket and key: /sourcebucket/sourcekey.",
        "0042-00000302"
    );

    /// <summary>x-oss-copy-source-range goes beyond the end of the source; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError PartCopyRangeOutOfBounds = Define(
        400,
        "InvalidArgument",
        "x-oss-copy-source-range must not exceed the size of the source object.",
        "0042-00000306"
    );

    /// <summary>The source of a part is a delete marker, named by its version.</summary>
    public static readonly OssError PartCopySourceIsDeleteMarker = Define(
        400,
        "InvalidRequest",
        "The source of a copy request may not specifically refer to a delete marker by version id."
    );
}
