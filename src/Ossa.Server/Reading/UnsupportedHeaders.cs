using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>
/// Headers that ask for something that is still to come. Whoever asks for encryption must not get an unencrypted object and a
/// friendly answer.
/// </summary>
internal static class UnsupportedHeaders
{
    private static readonly string[] OfWrites =
    [
        "If-Modified-Since",
        "x-oss-server-side-encryption",
        "x-oss-server-side-data-encryption",
        "x-oss-server-side-encryption-key-id",
        "x-oss-callback",
        "x-oss-callback-var",
        "x-oss-traffic-limit",
    ];

    private static readonly string[] OfReads = ["x-oss-traffic-limit"];

    public static void RefuseOnWrite(OssContext context) => Refuse(context, OfWrites);

    public static void RefuseOnRead(OssContext context) => Refuse(context, OfReads);

    private static void Refuse(OssContext context, string[] names)
    {
        foreach (var name in names)
        {
            if (context.Stated(name) is not null || context.Target.Has(name))
            {
                throw new OssException(OssErrors.NotImplementedHeader, "Header", name);
            }
        }
    }
}
