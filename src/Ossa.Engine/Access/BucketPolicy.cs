using Ossa.Protocol.Access;

namespace Ossa.Engine.Access;

/// <summary>The policy of a bucket, as it was written and as it is understood.</summary>
public sealed record BucketPolicy(string Json, PolicyDocument Document)
{
    /// <summary>
    /// Understands a policy that is kept already. One that cannot be read any more denies everything, until its owner writes another.
    /// </summary>
    internal static BucketPolicy Of(string json)
    {
        try
        {
            return new BucketPolicy(json, PolicyDocument.Parse(json, PolicyKind.Bucket));
        }
        catch (PolicyFormatException)
        {
            return new BucketPolicy(json, PolicyDocument.DenyAll);
        }
    }
}
