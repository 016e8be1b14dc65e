namespace Ossa.Protocol.Errors;

// Parts that are copied from objects.
public static partial class OssErrors
{
    /// <summary>x-oss-copy-source of UploadPartCopy is not /bucket/key; details ArgumentName and ArgumentValue.</summary>
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

    /// <summary>x-oss-copy-source-range is not bytes=first-last; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError InvalidPartCopyRange = Define(
        400,
        "InvalidArgument",
        "x-oss-copy-source-range must be of the form bytes=first-last."
    );

    /// <summary>x-oss-copy-source-range goes beyond the end of the source; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError PartCopyRangeOutOfBounds = Define(
        400,
        "InvalidArgument",
        "x-oss-copy-source-range must not exceed the size of the source object.",
        "0042-00000306"
    );
}
