using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.WebConsole;

/// <summary>How the console's page and the server write to each other where no operation of OSS or of the admin API does.</summary>
[JsonSerializable(typeof(SignInForm))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(UrlWish))]
[JsonSerializable(typeof(UrlMade))]
[JsonSerializable(typeof(Handout))]
[JsonSerializable(typeof(HandoutWish))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
internal sealed partial class ConsoleJson : JsonSerializerContext
{
    private const int MaxBodyBytes = 16 * 1024;

    /// <summary>Reads the body of a request.</summary>
    /// <exception cref="OssException">It is too large, or not what is wanted.</exception>
    public static async ValueTask<T> ReadAsync<T>(OssContext context, JsonTypeInfo<T> type)
    {
        using var body = new RequestBody(context);
        using var document = await body.ReadDocumentAsync(MaxBodyBytes, OssErrors.EntityTooLarge);
        try
        {
            return JsonSerializer.Deserialize(document, type) ?? throw new OssException(ConsoleErrors.InvalidBody);
        }
        catch (JsonException)
        {
            throw new OssException(ConsoleErrors.InvalidBody);
        }
    }

    /// <summary>Writes an answer.</summary>
    public static async Task WriteAsync<T>(OssContext context, T answer, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        context.Http.Response.ContentType = "application/json";
        context.Http.Response.ContentLength = json.Length;
        await AnswerBody.WriteAsync(context, json);
    }
}
