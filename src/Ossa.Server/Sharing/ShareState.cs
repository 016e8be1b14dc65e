using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Sharing;

/// <summary>What changes on the page of a link while somebody looks at it.</summary>
/// <param name="ExpiresAt">When the link ends.</param>
/// <param name="DownloadsLeft">How many downloads may begin yet, or null for any number.</param>
internal sealed record ShareState(DateTimeOffset ExpiresAt, long? DownloadsLeft)
{
    /// <summary>What whoever wants this instead of the page asks for.</summary>
    public const string MediaType = "application/json";

    /// <summary>How many files may be sent yet, or null for any number.</summary>
    public long? FilesLeft { get; init; }

    public async Task WriteAsync(OssContext context)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, ShareJson.Default.ShareState);
        context.Http.Response.ContentType = MediaType;
        context.Http.Response.ContentLength = json.Length;
        if (!HttpMethods.IsHead(context.Http.Request.Method))
        {
            await AnswerBody.WriteAsync(context, json);
        }
    }
}

[JsonSerializable(typeof(ShareState))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ShareJson : JsonSerializerContext;
