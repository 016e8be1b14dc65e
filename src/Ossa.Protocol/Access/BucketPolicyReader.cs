using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Access;

/// <summary>Reads the elements of a policy, and refuses what the grammar does not have.</summary>
internal static class BucketPolicyReader
{
    private const string Version = "1";

    public static BucketPolicy Read(JsonElement root)
    {
        Require(root.ValueKind == JsonValueKind.Object, "The policy is no object.");
        foreach (var member in root.EnumerateObject())
        {
            Require(member.Name is "Version" or "Statement", $"A policy has no {member.Name}.");
        }

        var version = Member(root, "Version");
        Require(version is { ValueKind: JsonValueKind.String }, "Version is no string.");
        if (version.Value.GetString() != Version)
        {
            throw new OssException(OssErrors.BucketPolicyVersion, "ErrorDetail", "Version is not 1.");
        }

        var statements = Member(root, "Statement");
        Require(
            statements is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0,
            "Statement is no list of statements."
        );
        return new BucketPolicy([.. statements.Value.EnumerateArray().Select(ReadStatement)]);
    }

    private static PolicyStatement ReadStatement(JsonElement statement)
    {
        Require(statement.ValueKind == JsonValueKind.Object, "A statement is no object.");
        foreach (var member in statement.EnumerateObject())
        {
            Require(
                member.Name is "Sid" or "Effect" or "Principal" or "Action" or "Resource" or "Condition",
                $"A statement has no {member.Name}."
            );
        }

        var effect = Member(statement, "Effect") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        Require(effect is "Allow" or "Deny", "Effect is neither Allow nor Deny.");
        var conditions = Member(statement, "Condition");
        return new PolicyStatement(
            effect == "Allow",
            ReadPatterns(statement, "Principal"),
            ReadPatterns(statement, "Action"),
            ReadPatterns(statement, "Resource"),
            conditions is null ? [] : [.. ReadConditions(conditions.Value)]
        );
    }

    private static List<AccessCondition> ReadConditions(JsonElement operators)
    {
        Require(operators.ValueKind == JsonValueKind.Object, "Condition is no object.");
        var conditions = new List<AccessCondition>();
        foreach (var comparison in operators.EnumerateObject())
        {
            Require(comparison.Value.ValueKind == JsonValueKind.Object, $"{comparison.Name} is no object.");
            foreach (var key in comparison.Value.EnumerateObject())
            {
                conditions.Add(new AccessCondition(comparison.Name, key.Name, ReadTexts(key.Value, key.Name)));
            }
        }

        return conditions;
    }

    private static List<string> ReadPatterns(JsonElement statement, string name)
    {
        var value = Member(statement, name);
        Require(value is not null, $"A statement has no {name}.");
        var patterns = ReadTexts(value!.Value, name);
        if (patterns.Exists(pattern => pattern.Contains("**", StringComparison.Ordinal)))
        {
            throw new OssException(
                OssErrors.BucketPolicyWildcards,
                "ErrorDetail",
                $"{name} has more than one * in a row."
            );
        }

        return patterns;
    }

    /// <summary>One string, or a list of them; none may be empty.</summary>
    private static List<string> ReadTexts(JsonElement value, string name)
    {
        JsonElement[] elements = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        Require(elements.Length > 0, $"{name} is empty.");
        var texts = new List<string>();
        foreach (var element in elements)
        {
            Require(element.ValueKind == JsonValueKind.String, $"{name} is neither a string nor a list of strings.");
            var text = element.GetString()!;
            Require(text.Length > 0, $"{name} is empty.");
            texts.Add(text);
        }

        return texts;
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : null;

    private static void Require([DoesNotReturnIf(false)] bool holds, string detail)
    {
        if (!holds)
        {
            throw new OssException(OssErrors.MalformedBucketPolicy, "ErrorDetail", detail);
        }
    }
}
