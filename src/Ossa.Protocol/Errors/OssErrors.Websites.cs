namespace Ossa.Protocol.Errors;

// Buckets that are websites.
public static partial class OssErrors
{
    /// <summary>GetBucketWebsite of a bucket that is no website.</summary>
    public static readonly OssError NoSuchWebsiteConfiguration = Define(
        404,
        "NoSuchWebsiteConfiguration",
        "The specified bucket does not have a website configuration."
    );

    /// <summary>A website configuration that is not the document that it should be.</summary>
    public static readonly OssError MalformedXmlWebsite = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema."
    );

    /// <summary>
    /// An element of a website configuration that has no value, or a wrong one; details ArgumentName and ArgumentValue. The message begins
    /// with the element's name.
    /// </summary>
    public static readonly OssError InvalidWebsiteArgument = Define(
        400,
        "InvalidArgument",
        " is Invalid",
        "0019-00000002"
    );

    /// <summary>A routing rule of type Mirror, which would fetch from another server.</summary>
    public static readonly OssError NotImplementedMirror = Define(
        501,
        "NotImplemented",
        "Routing rules of the type Mirror are not implemented: this server fetches nothing from others."
    );

    /// <summary>A routing rule with a script.</summary>
    public static readonly OssError NotImplementedLuaConfig = Define(
        501,
        "NotImplemented",
        "Routing rules with a LuaConfig are not implemented."
    );
}
