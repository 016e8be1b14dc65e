using System.Text.Json;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Access;

/// <summary>
/// Who may do what with a bucket. See https://www.alibabacloud.com/help/en/oss/user-guide/authorization-syntax-and-elements.
/// </summary>
/// <param name="Statements">The statements, one at least.</param>
public sealed record BucketPolicy(IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>Whether a statement lets everybody in.</summary>
    public bool IsPublic => Statements.Any(statement => statement.IsPublic);

    /// <summary>Reads a policy's JSON.</summary>
    /// <exception cref="OssException">InvalidPolicyDocument: it is not JSON or not a policy, and what is wrong stands in ErrorDetail.</exception>
    public static BucketPolicy Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return BucketPolicyReader.Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What is no Unicode text in a string is found when the string is read.
            throw new OssException(OssErrors.MalformedBucketPolicy, "ErrorDetail", "The policy is not JSON.");
        }
    }
}
