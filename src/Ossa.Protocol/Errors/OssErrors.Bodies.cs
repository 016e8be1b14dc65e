namespace Ossa.Protocol.Errors;

// Bodies and metadata of uploads.
public static partial class OssErrors
{
    /// <summary>Content-MD5 is not the base64 of 16 bytes, but of fewer; detail Content-MD5.</summary>
    public static readonly OssError ContentMd5TooShort = Define(
        400,
        "InvalidDigest",
        "The Content-MD5 you specified was invalid.",
        "0017-00000502"
    );

    /// <summary>Content-MD5 is not that of the body, and cannot be when it is too long or in hexadecimal; detail Content-MD5.</summary>
    public static readonly OssError InvalidDigest = Define(
        400,
        "InvalidDigest",
        "The Content-MD5 you specified was invalid.",
        "0017-00000503"
    );

    /// <summary>A CRC-64 sent with the body is not that of the body.</summary>
    public static readonly OssError InvalidCrc64 = Define(
        400,
        "InvalidCRC64",
        "The x-oss-hash-crc64ecma you specified does not match what we calculated."
    );

    /// <summary>The x-oss-meta-* headers have more than 8 KiB.</summary>
    public static readonly OssError MetadataTooLarge = Define(
        400,
        "InvalidArgument",
        "The total size of user metadata must not exceed 8192 bytes.",
        "0011-00000002"
    );

    /// <summary>The standard headers that an object would keep, such as Content-Disposition, have more than 4 KiB.</summary>
    public static readonly OssError KeptHeadersTooLarge = Define(
        400,
        "InvalidArgument",
        "The total size of Content-Type, Cache-Control, Content-Disposition, Content-Encoding, Content-Language and Expires must not exceed 4096 bytes."
    );

    /// <summary>The body has more bytes than the operation takes.</summary>
    public static readonly OssError EntityTooLarge = Define(
        400,
        "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed size."
    );

    /// <summary>The body has fewer bytes than the operation or the form's policy takes.</summary>
    public static readonly OssError EntityTooSmall = Define(
        400,
        "EntityTooSmall",
        "Your proposed upload smaller than the minimum allowed size."
    );

    /// <summary>The name of an x-oss-meta-* header has characters other than letters, digits and hyphens.</summary>
    public static readonly OssError InvalidMetadataName = Define(
        400,
        "InvalidArgument",
        "The name of user metadata contains invalid characters.",
        "0011-00000004"
    );
}
