using System.Text;
using System.Text.Json;
using Ossa.Protocol.Access;

namespace Ossa.Fuzz.Targets;

/// <summary>Writes what was read of a policy as a policy.</summary>
internal static class PolicyText
{
    public static string Write(PolicyDocument policy, PolicyKind kind)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("Version", "1");
            json.WriteStartArray("Statement");
            foreach (var statement in policy.Statements)
            {
                WriteStatement(json, statement, kind);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static void WriteStatement(Utf8JsonWriter json, PolicyStatement statement, PolicyKind kind)
    {
        json.WriteStartObject();
        if (statement.Sid is { } sid)
        {
            json.WriteString("Sid", sid);
        }
        json.WriteString("Effect", statement.IsAllow ? "Allow" : "Deny");
        if (statement.Principals is { } principals)
        {
            WritePrincipals(json, principals, kind);
        }
        WriteChoice(json, "Action", statement.Actions);
        if (kind != PolicyKind.Trust)
        {
            WriteChoice(json, "Resource", statement.Resources);
        }
        WriteConditions(json, statement.Conditions);
        json.WriteEndObject();
    }

    private static void WritePrincipals(Utf8JsonWriter json, Choice<string> principals, PolicyKind kind)
    {
        if (kind != PolicyKind.Trust)
        {
            WriteChoice(json, "Principal", principals);
            return;
        }

        json.WriteStartObject("Principal");
        WriteTexts(json, "RAM", principals.Of);
        json.WriteEndObject();
    }

    private static void WriteChoice<T>(Utf8JsonWriter json, string name, Choice<T> choice) =>
        WriteTexts(json, choice.IsNegated ? "Not" + name : name, choice.Of.Select(pattern => $"{pattern}"));

    private static void WriteConditions(Utf8JsonWriter json, IReadOnlyList<AccessCondition> conditions)
    {
        json.WriteStartObject("Condition");
        foreach (var comparison in conditions.GroupBy(condition => condition.Operator.Name))
        {
            json.WriteStartObject(comparison.Key);
            foreach (var condition in comparison)
            {
                WriteTexts(json, condition.Key, condition.Values);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }
}
