namespace Ossa.Protocol.Errors;

// Tags of objects.
public static partial class OssErrors
{
    /// <summary>A tag is too long, has no key or has characters that tags may not have, or there are too many; detail TagKey.</summary>
    public static readonly OssError InvalidTag = Define(
        400,
        "InvalidTag",
        "The tags you specified are not valid.",
        "0010-00000217"
    );

    /// <summary>A key in the document of PutObjectTagging is empty; detail TagKey.</summary>
    public static readonly OssError TagKeyEmpty = Define(
        400,
        "InvalidTag",
        "The TagKey you have provided is invalid.",
        "0010-00000208"
    );

    /// <summary>A key in the document of PutObjectTagging is longer than 128 characters; detail TagKey.</summary>
    public static readonly OssError TagKeyTooLong = Define(
        400,
        "InvalidTag",
        "The TagKey you have provided is invalid.",
        "0010-00000209"
    );

    /// <summary>Two tags have the same key; detail TagKey.</summary>
    public static readonly OssError DuplicateTagKey = Define(
        400,
        "InvalidTag",
        "The keys of tags must be unique.",
        "0010-00000210"
    );

    /// <summary>x-oss-tagging is not of the form key1=value1&amp;key2=value2; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError MalformedTaggingHeader = Define(
        400,
        "InvalidArgument",
        "The header 'x-oss-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
        "0010-00000219"
    );

    /// <summary>A tag of a bucket has no key or is too long; detail TagKey.</summary>
    public static readonly OssError MalformedTag = Define(
        400,
        "InvalidArgument",
        "The format of a tag is not valid.",
        "0010-00000219"
    );

    /// <summary>x-oss-tagging-directive is neither Copy nor Replace.</summary>
    public static readonly OssError InvalidTaggingDirective = Define(
        400,
        "InvalidArgument",
        "Unknown tagging directive."
    );

    /// <summary>The body of PutObjectTagging is not well-formed XML; detail ErrorDetail.</summary>
    public static readonly OssError TaggingNotWellFormed = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0010-00000101"
    );

    /// <summary>The root of PutObjectTagging's document is not Tagging; detail ErrorDetail.</summary>
    public static readonly OssError TaggingRootMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0010-00000102"
    );

    /// <summary>A Tag in the document of PutObjectTagging lacks its Key or its Value; detail ErrorDetail.</summary>
    public static readonly OssError TagIncomplete = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0010-00000107"
    );

    /// <summary>A Tagging document without TagSet, or that of a bucket which is none; detail ErrorDetail.</summary>
    public static readonly OssError MalformedXmlTagging = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema."
    );
}
