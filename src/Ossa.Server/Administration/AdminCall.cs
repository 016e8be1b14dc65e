using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>An operation that is one call of the engine: its parameters in, its result out as JSON, or 204 where there is none.</summary>
/// <param name="name">What it does, such as CreateUser; it is logged and counted as AdminCreateUser.</param>
/// <param name="summary">What it does, in a sentence.</param>
/// <param name="method">The method.</param>
/// <param name="path">What follows <see cref="AdminApi.Root"/>.</param>
/// <param name="parameters">The parameters that must be given.</param>
/// <param name="answer">What its result is, or null where it has none. It is made when it is asked for: all of them at once would delay the start.</param>
/// <param name="call">The call, given the request and the values of these in their order.</param>
internal sealed class AdminCall(
    string name,
    string summary,
    string method,
    string path,
    string[] parameters,
    Func<JsonTypeInfo>? answer,
    Func<OssContext, string[], Task<object?>> call
) : AdminOperation
{
    public override string Name => "Admin" + name;

    public override string Summary => summary;

    public override string Method => method;

    public override string Path => path;

    /// <summary>The parameters that may be given; the call reads them off the request.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>The headers that may be given; the call reads them off the request.</summary>
    public IReadOnlyList<string> OptionalHeaders { get; init; } = [];

    /// <summary>See <see cref="IsForUsers"/>.</summary>
    public bool ForUsers { get; init; }

    public override bool IsForUsers => ForUsers;

    /// <summary>See <see cref="IsForAccounts"/>.</summary>
    public bool ForAccounts { get; init; }

    public override bool IsForAccounts => ForAccounts || ForUsers;

    public override IReadOnlyList<string> Parameters => [.. parameters, .. Optional];

    public override IReadOnlyList<string> Headers => OptionalHeaders;

    public override IReadOnlyList<string> RequiredParameters => parameters;

    public override AdminAnswer Answer => answer is null ? AdminAnswer.None : AdminAnswer.Json(answer());

    public override async Task HandleAsync(OssContext context)
    {
        var values = parameters.Select(parameter => Value(context, parameter)).ToArray();
        var result = await call(context, values);
        if (answer is null)
        {
            context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Http.Response.ContentType = "application/json";
        // What is told here may be a secret.
        context.Http.Response.Headers.CacheControl = "no-store";
        await AnswerBody.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(result, answer()));
    }

    private static string Value(OssContext context, string parameter) =>
        context.Target[parameter] is { Length: > 0 } value
            ? value
            : throw new OssException(AdminErrors.MissingParameter, "Parameter", parameter);
}
