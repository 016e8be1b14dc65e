namespace Ossa.Protocol.Errors;

// Rules by Referer. The service documents the cases; their code is that of every document that is none.
public static partial class OssErrors
{
    /// <summary>The body of PutBucketReferer is not a RefererConfiguration document; detail ErrorDetail.</summary>
    public static readonly OssError MalformedXmlReferer = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0033-00000001"
    );

    /// <summary>PutBucketReferer without AllowEmptyReferer; detail ErrorDetail.</summary>
    public static readonly OssError AllowEmptyRefererMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0033-00000002"
    );

    /// <summary>AllowEmptyReferer of PutBucketReferer is neither true nor false; detail ErrorDetail.</summary>
    public static readonly OssError InvalidAllowEmptyReferer = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0033-00000003"
    );

    /// <summary>PutBucketReferer without RefererList; detail ErrorDetail.</summary>
    public static readonly OssError RefererListMissing = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0033-00000005"
    );
}
