namespace Ossa.Protocol.Signing;

/// <summary>Where and on which day a V4 signature counts: <c>YYYYMMDD/region/product/aliyun_v4_request</c>.</summary>
/// <param name="Date">The UTC day as eight digits.</param>
/// <param name="Region">The region without "oss-", such as cn-hangzhou.</param>
/// <param name="Product">The product: oss, or oss-cloudbox.</param>
public sealed record CredentialScope(string Date, string Region, string Product = CredentialScope.OssProduct)
{
    /// <summary>The product of the object store itself.</summary>
    public const string OssProduct = "oss";

    /// <summary>The last part of every V4 scope.</summary>
    public const string Terminator = "aliyun_v4_request";

    /// <summary>The scope as it stands in the string to sign.</summary>
    public override string ToString() => $"{Date}/{Region}/{Product}/{Terminator}";
}
