using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Ossa.Protocol.Access;

/// <summary>Reads the elements of a policy, and refuses what the grammar does not have: a rule that nobody understands protects nothing.</summary>
internal sealed class PolicyReader(PolicyKind kind)
{
    private const string Version = "1";

    /// <summary>Patterns are matched with what requests say, in a time that grows with both.</summary>
    private const int MaxValueCharacters = 1200;

    private static readonly string[] Elements =
    [
        "Sid",
        "Effect",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    ];

    private static readonly string[] PrincipalElements = ["Principal", "NotPrincipal"];

    private static readonly string[] TrustElements = ["Sid", "Effect", "Principal", "Action", "Condition"];

    private static readonly Choice<ResourcePattern> TheRole = new([ResourcePattern.Everything], IsNegated: false);

    public PolicyDocument Read(JsonElement root)
    {
        Require(root.ValueKind == JsonValueKind.Object, "The policy is no object.");
        RequireMembers(root, "A policy", ["Version", "Statement"]);
        var version = Member(root, "Version");
        Require(version is { ValueKind: JsonValueKind.String }, "Version is no string.");
        if (version.Value.GetString() != Version)
        {
            throw new PolicyFormatException(PolicyProblem.Version, "Version is not 1.");
        }

        var statements = Member(root, "Statement");
        Require(
            statements is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0,
            "Statement is no list of statements."
        );
        return new PolicyDocument([.. statements.Value.EnumerateArray().Select(ReadStatement)]);
    }

    private PolicyStatement ReadStatement(JsonElement statement)
    {
        Require(statement.ValueKind == JsonValueKind.Object, "A statement is no object.");
        RequireMembers(statement, "A statement", KnownElements());
        var effect = ReadText(statement, "Effect");
        Require(effect is "Allow" or "Deny", "Effect is neither Allow nor Deny.");
        var conditions = Member(statement, "Condition");
        return new PolicyStatement(
            ReadText(statement, "Sid"),
            effect == "Allow",
            ReadPrincipals(statement),
            ReadChoice(statement, "Action"),
            kind == PolicyKind.Trust ? TheRole : ReadResources(statement),
            conditions is null ? [] : ConditionReader.Read(conditions.Value)
        );
    }

    private string[] KnownElements() =>
        kind switch
        {
            PolicyKind.Bucket => [.. Elements, .. PrincipalElements],
            PolicyKind.Trust => TrustElements,
            _ => Elements,
        };

    private Choice<string>? ReadPrincipals(JsonElement statement) =>
        kind switch
        {
            PolicyKind.Bucket => ReadChoice(statement, "Principal"),
            PolicyKind.Trust => ReadTrusted(statement),
            _ => null,
        };

    /// <summary>Whom a role trusts: {"RAM": [...]}, the names of accounts, users and roles. Nobody else can ask here.</summary>
    private static Choice<string> ReadTrusted(JsonElement statement)
    {
        var principal = Member(statement, "Principal");
        Require(principal is { ValueKind: JsonValueKind.Object }, "Principal is no object.");
        RequireMembers(principal.Value, "Principal", ["RAM"]);
        var names = Member(principal.Value, "RAM");
        Require(names is not null, "Principal has no RAM.");
        var patterns = ReadTexts(names.Value, "RAM");
        foreach (var pattern in patterns)
        {
            Require(pattern.StartsWith("acs:ram::", StringComparison.Ordinal), $"{pattern} is no name of RAM.");
        }

        return new Choice<string>(patterns, IsNegated: false);
    }

    private static Choice<ResourcePattern> ReadResources(JsonElement statement)
    {
        var texts = ReadChoice(statement, "Resource");
        return new Choice<ResourcePattern>([.. texts.Of.Select(ReadResource)], texts.IsNegated);
    }

    private static ResourcePattern ReadResource(string text) =>
        ResourcePattern.TryParse(text)
        ?? throw new PolicyFormatException(PolicyProblem.Malformed, $"{text} is no resource.");

    /// <summary>An element that is there as NAME or as NotNAME.</summary>
    private static Choice<string> ReadChoice(JsonElement statement, string name)
    {
        var (plain, negated) = (Member(statement, name), Member(statement, "Not" + name));
        Require(plain is not null || negated is not null, $"A statement has no {name}.");
        Require(plain is null || negated is null, $"A statement has both {name} and Not{name}.");
        var patterns = ReadTexts((plain ?? negated)!.Value, name);
        if (patterns.Exists(pattern => pattern.Contains("**", StringComparison.Ordinal)))
        {
            throw new PolicyFormatException(PolicyProblem.Wildcards, $"{name} has more than one * in a row.");
        }

        return new Choice<string>(patterns, IsNegated: plain is null);
    }

    /// <summary>One string, or a list of them; none may be empty.</summary>
    internal static List<string> ReadTexts(JsonElement value, string name)
    {
        JsonElement[] elements = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        Require(elements.Length > 0, $"{name} is empty.");
        var texts = new List<string>();
        foreach (var element in elements)
        {
            Require(element.ValueKind == JsonValueKind.String, $"{name} is neither a string nor a list of strings.");
            var text = element.GetString()!;
            Require(text.Length > 0, $"{name} is empty.");
            Require(text.Length <= MaxValueCharacters, $"A value of {name} is too long.");
            texts.Add(text);
        }

        return texts;
    }

    private static string? ReadText(JsonElement element, string name)
    {
        var member = Member(element, name);
        Require(member is null or { ValueKind: JsonValueKind.String }, $"{name} is no string.");
        return member?.GetString();
    }

    private static void RequireMembers(JsonElement element, string what, string[] known)
    {
        foreach (var member in element.EnumerateObject())
        {
            Require(known.Contains(member.Name, StringComparer.Ordinal), $"{what} has no {member.Name}.");
        }

        RequireOnce(element, what);
    }

    /// <summary>A member that stands twice would be read one way here and another way by somebody else.</summary>
    internal static void RequireOnce(JsonElement element, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            Require(seen.Add(member.Name), $"{what} has {member.Name} twice.");
        }
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : null;

    internal static void Require([DoesNotReturnIf(false)] bool holds, string detail)
    {
        if (!holds)
        {
            throw new PolicyFormatException(PolicyProblem.Malformed, detail);
        }
    }
}
