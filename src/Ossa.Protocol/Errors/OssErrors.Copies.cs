namespace Ossa.Protocol.Errors;

// Copies, and deletions of many objects at once.
public static partial class OssErrors
{
    /// <summary>x-oss-copy-source is not /bucket/key.</summary>
    public static readonly OssError InvalidCopySource = Define(
        400,
        "InvalidArgument",
        "Copy Source must mention the source bucket and key: /sourcebucket/sourcekey."
    );

    /// <summary>x-oss-copy-source has a parameter other than versionId.</summary>
    public static readonly OssError InvalidCopySourceParameter = Define(
        400,
        "InvalidArgument",
        "Unexpected query string parameter in x-oss-copy-source.",
        "0016-00000304"
    );

    /// <summary>x-oss-copy-source has an empty versionId.</summary>
    public static readonly OssError InvalidCopySourceVersion = Define(
        400,
        "InvalidArgument",
        "Version id can not be the empty string.",
        "0016-00000305"
    );

    /// <summary>The source version of a copy is a delete marker.</summary>
    public static readonly OssError CopySourceIsDeleteMarker = Define(
        400,
        "InvalidRequest",
        "The source of a copy request may not specifically refer to a delete marker by version id.",
        "0016-00000307"
    );

    /// <summary>x-oss-metadata-directive is neither COPY nor REPLACE.</summary>
    public static readonly OssError InvalidMetadataDirective = Define(
        400,
        "InvalidArgument",
        "Unknown metadata directive."
    );

    /// <summary>The body of DeleteMultipleObjects is not a Delete document; detail ErrorDetail.</summary>
    public static readonly OssError MalformedXmlDelete = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0016-00000608"
    );

    /// <summary>DeleteMultipleObjects with more than 1000 objects.</summary>
    public static readonly OssError MalformedXmlDeleteTooMany = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0016-00000609"
    );

    /// <summary>DeleteMultipleObjects with an empty Key.</summary>
    public static readonly OssError MalformedXmlDeleteEmptyKey = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0016-00000611"
    );

    /// <summary>DeleteMultipleObjects with an Object that has no Key.</summary>
    public static readonly OssError MalformedXmlDeleteNoKey = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0016-00000613"
    );

    /// <summary>DeleteMultipleObjects without an Object.</summary>
    public static readonly OssError MalformedXmlDeleteEmpty = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0016-00000615"
    );
}
