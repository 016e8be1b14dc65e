namespace Ossa.Protocol.Signing;

/// <summary>
/// The canonical form that V1 documents, and the odd ones that some official SDKs sign. A lenient server takes any of them.
/// </summary>
[Flags]
public enum V1Form
{
    /// <summary>The documented form.</summary>
    Documented = 0,

    /// <summary>A bucket's resource is "/bucket" without the slash behind it (C SDK on an address, Ruby).</summary>
    BucketWithoutSlash = 1,

    /// <summary>Sub-resources are sorted as "name=value" texts, so that callback-var stands before callback (PHP V2).</summary>
    SortedWithValues = 2,

    /// <summary>Query parameters x-oss-* are left out (Python V2).</summary>
    WithoutOssParameters = 4,
}
