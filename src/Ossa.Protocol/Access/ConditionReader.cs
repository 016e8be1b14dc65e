using System.Text.Json;

namespace Ossa.Protocol.Access;

/// <summary>Reads the conditions of a statement: operator, key, values.</summary>
internal static class ConditionReader
{
    public static List<AccessCondition> Read(JsonElement operators)
    {
        PolicyReader.Require(operators.ValueKind == JsonValueKind.Object, "Condition is no object.");
        PolicyReader.RequireOnce(operators, "Condition");
        var conditions = new List<AccessCondition>();
        foreach (var comparison in operators.EnumerateObject())
        {
            var known = ConditionOperator.Find(comparison.Name);
            PolicyReader.Require(known is not null, $"There is no condition operator {comparison.Name}.");
            PolicyReader.Require(
                comparison.Value.ValueKind == JsonValueKind.Object,
                $"{comparison.Name} is no object."
            );
            PolicyReader.RequireOnce(comparison.Value, comparison.Name);
            foreach (var key in comparison.Value.EnumerateObject())
            {
                PolicyReader.Require(ConditionKeys.IsKnown(key.Name), $"There is no condition key {key.Name}.");
                var values = PolicyReader.ReadTexts(key.Value, key.Name);
                foreach (var value in values)
                {
                    PolicyReader.Require(known.Accepts(value), $"{comparison.Name} cannot compare with {value}.");
                }

                conditions.Add(new AccessCondition(known, key.Name, values));
            }
        }

        return conditions;
    }
}
