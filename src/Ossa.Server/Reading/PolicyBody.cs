using System.Text;
using Ossa.Engine;
using Ossa.Engine.Access;
using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>Reads the policy that a request carries.</summary>
internal static class PolicyBody
{
    public static Task<BucketPolicy> ReadAsync(OssContext context) =>
        XmlRequest.ReadRequiredAsync(context, Read, OssErrors.MalformedBucketPolicy, Limits.MaxBucketPolicyBytes);

    private static BucketPolicy Read(Stream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            var json = reader.ReadToEnd();
            return new BucketPolicy(json, PolicyDocument.Parse(json, PolicyKind.Bucket));
        }
        catch (DecoderFallbackException e)
        {
            throw new DocumentFormatException("The policy is not UTF-8.", e);
        }
        catch (PolicyFormatException e)
        {
            throw new OssException(ErrorOf(e.Problem), "ErrorDetail", e.Message);
        }
    }

    private static OssError ErrorOf(PolicyProblem problem) =>
        problem switch
        {
            PolicyProblem.Version => OssErrors.BucketPolicyVersion,
            PolicyProblem.Wildcards => OssErrors.BucketPolicyWildcards,
            _ => OssErrors.MalformedBucketPolicy,
        };
}
