using System.Text;
using Ossa.Engine;
using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>The policy that a request carries, as it was written and as it was understood.</summary>
internal sealed record PolicyBody(string Json, BucketPolicy Policy)
{
    public static Task<PolicyBody> ReadAsync(OssContext context) =>
        XmlRequest.ReadRequiredAsync(context, Read, OssErrors.MalformedBucketPolicy, Limits.MaxBucketPolicyBytes);

    private static PolicyBody Read(Stream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            var json = reader.ReadToEnd();
            return new PolicyBody(json, BucketPolicy.Parse(json));
        }
        catch (DecoderFallbackException e)
        {
            throw new DocumentFormatException("The policy is not UTF-8.", e);
        }
    }
}
