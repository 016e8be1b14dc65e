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
        "x-oss-server-side-encryption-context",
        "x-oss-server-side-encryption-customer-algorithm",
        "x-oss-server-side-encryption-customer-key",
        "x-oss-server-side-encryption-customer-key-md5",
        "x-oss-callback",
        "x-oss-callback-var",
    ];

    /// <summary>What forms and signed URLs call what headers begin with x-oss-.</summary>
    private static readonly string[] OfFormsAndQueries = ["callback", "callback-var"];

    public static void RefuseOnWrite(OssContext context)
    {
        foreach (var name in OfWrites)
        {
            if (context.Stated(name) is not null || context.Target.Has(name))
            {
                throw new OssException(OssErrors.NotImplementedHeader, "Header", name);
            }
        }

        foreach (var name in OfFormsAndQueries)
        {
            if (context.Target.Has(name) || context.Form?.Stated(name) is not null)
            {
                throw new OssException(OssErrors.NotImplementedHeader, "Header", name);
            }
        }
    }
}
