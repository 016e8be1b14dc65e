using System.Text.Json;

namespace Ossa.Protocol.Access;

/// <summary>
/// Who may do what: a policy in version 1 of the RAM policy language. See
/// https://www.alibabacloud.com/help/en/oss/user-guide/authorization-syntax-and-elements.
/// </summary>
/// <param name="Statements">The statements, one at least; their order means nothing.</param>
public sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>Denies everything to everybody.</summary>
    public static readonly PolicyDocument DenyAll = Parse(
        """{"Version":"1","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"DateGreaterThan":{"acs:CurrentTime":"1970-01-01T00:00:00Z"}}}]}""",
        PolicyKind.Bucket
    );

    /// <summary>Whether a statement lets everybody in.</summary>
    public bool IsPublic => Statements.Any(statement => statement.IsPublic);

    /// <summary>Reads a policy's JSON.</summary>
    /// <exception cref="PolicyFormatException">It is not JSON or not a policy of this kind.</exception>
    public static PolicyDocument Parse(string json, PolicyKind kind)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new PolicyReader(kind).Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What is no Unicode text in a string is found when the string is read.
            throw new PolicyFormatException(PolicyProblem.Malformed, "The policy is not JSON.", e);
        }
    }

    /// <summary>Whether a condition asks for a key that begins like this.</summary>
    public bool Asks(string keyPrefix) =>
        Statements.Any(statement =>
            statement.Conditions.Any(condition =>
                condition.Key.StartsWith(keyPrefix, StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>The same without the statements that let everybody in.</summary>
    public PolicyDocument WithoutPublic() => new([.. Statements.Where(statement => !statement.IsPublic)]);
}
