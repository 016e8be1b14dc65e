using System.Text.Json.Nodes;

namespace Ossa.Server.Administration;

/// <summary>An operation of the admin API as OpenAPI describes it.</summary>
internal static class OpenApiOperation
{
    /// <summary>Who may ask, in one word, for programs. The description says it to people.</summary>
    private const string MayAsk = "x-ossa-may-ask";

    public static JsonObject Describe(AdminOperation operation)
    {
        var (word, sentence) = WhoMayAsk(operation);
        var described = new JsonObject
        {
            ["operationId"] = operation.Name,
            ["summary"] = operation.Summary,
            ["description"] = sentence,
            [MayAsk] = word,
            ["parameters"] = OpenApiNodes.Array([
                .. operation.Parameters.Select(name => DescribeParameter(operation, name, "query")),
                .. operation.Headers.Select(name => DescribeParameter(operation, name, "header")),
            ]),
        };
        if (operation.Body is { } body)
        {
            described["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject
                {
                    ["application/json"] = new JsonObject { ["schema"] = OpenApiSchema.ReferTo([body]) },
                },
            };
        }

        described["responses"] = DescribeAnswers(operation);
        return described;
    }

    private static (string Word, string Sentence) WhoMayAsk(AdminOperation operation) =>
        operation.IsForAnySigner ? ("any-signer", "Every signer may ask for it, also a session of a role.")
        : operation.IsForUsers ? ("users", "Root keys and users may ask for it, users for what is their own.")
        : operation.IsForAccounts ? ("accounts", "Root keys may ask for it, each for its own account.")
        : ("root", "Root keys of the first account alone may ask for it.");

    private static JsonObject DescribeParameter(AdminOperation operation, string name, string place)
    {
        var parameter = AdminParameter.Of(operation, name);
        var described = new JsonObject
        {
            ["name"] = name,
            ["in"] = place,
            ["description"] = parameter.Meaning,
            ["required"] = operation.RequiredParameters.Contains(name),
        };
        if (parameter.StandsAlone)
        {
            described["allowEmptyValue"] = true;
        }

        described["schema"] = SchemaOf(parameter);
        return described;
    }

    private static JsonObject SchemaOf(AdminParameter parameter)
    {
        if (parameter.IsNumber)
        {
            return new JsonObject { ["type"] = "integer", ["minimum"] = 0 };
        }

        var schema = new JsonObject { ["type"] = "string" };
        if (parameter.StandsAlone)
        {
            schema["const"] = "";
        }
        else if (parameter.Values.Count > 0)
        {
            schema["enum"] = OpenApiNodes.Texts(parameter.Values);
        }

        return schema;
    }

    private static JsonObject DescribeAnswers(AdminOperation operation)
    {
        var answers = new JsonObject();
        if (operation.Answer.MediaType is { } type)
        {
            answers["200"] = new JsonObject
            {
                ["description"] = type == AdminAnswer.LinesType ? "Lines of JSON, written as it goes on." : "Done.",
                ["content"] = new JsonObject
                {
                    [type] = new JsonObject { ["schema"] = OpenApiSchema.ReferTo(operation.Answer.Shapes) },
                },
            };
        }
        else
        {
            answers["204"] = new JsonObject { ["description"] = "Done." };
        }

        foreach (var (status, name) in OpenApiRefusals.All)
        {
            answers[status] = OpenApiNodes.Reference("responses", name);
        }

        return answers;
    }
}
