using Ossa.Protocol.Errors;

namespace Ossa.Server.Reading;

/// <summary>What is said of a bad x-oss-copy-source: copies of objects and of parts have words of their own.</summary>
/// <param name="Empty">Nothing is named.</param>
/// <param name="Malformed">It is not /bucket/key.</param>
/// <param name="NoSuchVersion">The object has no such version.</param>
/// <param name="IsDeleteMarker">The version that it names is a delete marker.</param>
/// <param name="NeedsSlash">Whether the slash before the bucket must be there.</param>
internal sealed record CopySourceErrors(
    OssError Empty,
    OssError Malformed,
    OssError NoSuchVersion,
    OssError IsDeleteMarker,
    bool NeedsSlash
)
{
    public static readonly CopySourceErrors OfObject = new(
        OssErrors.InvalidCopySource,
        OssErrors.InvalidCopySource,
        OssErrors.NoSuchCopySourceVersion,
        OssErrors.CopySourceIsDeleteMarker,
        NeedsSlash: false
    );

    public static readonly CopySourceErrors OfPart = new(
        OssErrors.EmptyPartCopySource,
        OssErrors.InvalidPartCopySource,
        OssErrors.NoSuchVersion,
        OssErrors.PartCopySourceIsDeleteMarker,
        NeedsSlash: true
    );
}
