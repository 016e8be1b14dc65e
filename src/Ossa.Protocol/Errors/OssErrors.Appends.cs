namespace Ossa.Protocol.Errors;

// Objects that are appended to.
public static partial class OssErrors
{
    /// <summary>AppendObject without position.</summary>
    public static readonly OssError MissingAppendPosition = Define(
        400,
        "MissingArgument",
        "Missing Some Required Arguments.",
        "0016-00000501"
    );

    /// <summary>The position of AppendObject is not an integer from 0.</summary>
    public static readonly OssError InvalidAppendPosition = Define(
        400,
        "MissingArgument",
        "Missing Some Required Arguments.",
        "0016-00000502"
    );

    /// <summary>The position is not the object's length; goes with the header x-oss-next-append-position.</summary>
    public static readonly OssError PositionNotEqualToLength = Define(
        409,
        "PositionNotEqualToLength",
        "Position is not equal to file length",
        "0026-00000016"
    );

    /// <summary>SealAppendObject without position.</summary>
    public static readonly OssError MissingSealPosition = Define(
        400,
        "MissingArgument",
        "Missing Some Required Arguments."
    );

    /// <summary>The position of SealAppendObject is not an integer from 0.</summary>
    public static readonly OssError InvalidSealPosition = Define(
        400,
        "InvalidArgument",
        "The position must be an integer from 0."
    );

    /// <summary>The object is there and was not made by AppendObject, or it is sealed.</summary>
    public static readonly OssError ObjectNotAppendable = Define(
        409,
        "ObjectNotAppendable",
        "The object is not appendable",
        "0026-00000017"
    );

    /// <summary>The object would grow beyond 5 GiB.</summary>
    public static readonly OssError AppendableObjectTooLarge = Define(
        400,
        "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed size."
    );

    /// <summary>SealAppendObject, where the server does not have it.</summary>
    public static readonly OssError SealAppendableNotSupported = Define(
        400,
        "OperationNotSupported",
        "SealAppendable is not supported.",
        "0016-00000513"
    );
}
