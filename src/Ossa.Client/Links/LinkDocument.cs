using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Client.Sending;

namespace Ossa.Client.Links;

/// <summary>What the server tells of a link, as JSON.</summary>
internal sealed record LinkDocument(LinkDocument.Described Link, ManagedLinkState State, LinkDocument.Used Usage)
{
    public Uri? Url { get; init; }

    public Uri? Page { get; init; }

    public bool HasPassword { get; init; }

    public string? Maker { get; init; }

    public ManagedLink ToLink() =>
        new(Link.Id, Link.Bucket, Link.Key, State, Link.CreatedAt, Link.ExpiresAt)
        {
            Name = Link.Name ?? "",
            Url = Url,
            Page = Page,
            HasPassword = HasPassword,
            Maker = Maker,
            Downloads = Usage.Downloads,
            Bytes = Usage.Bytes,
            MaxDownloads = Link.Limits?.MaxDownloads,
            MaxBytes = Link.Limits?.MaxBytes,
            Kind = Link.Kind ?? ManagedLinkKind.Object,
            Files = Usage.Files,
            MaxFiles = Link.Limits?.MaxFiles,
        };

    public static ManagedLink ReadOne(Stream json) => AnswerJson.Read(json, LinkJson.Default.LinkDocument).ToLink();

    public static IReadOnlyList<ManagedLink> ReadAll(Stream json) =>
        [.. AnswerJson.Read(json, LinkJson.Default.IReadOnlyListLinkDocument).Select(link => link.ToLink())];

    internal sealed record Described(
        string Id,
        string Bucket,
        string Key,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt,
        string? Name,
        Bounds? Limits,
        ManagedLinkKind? Kind = null
    );

    internal sealed record Bounds(long? MaxDownloads, long? MaxBytes, long? MaxFiles = null);

    internal sealed record Used(long Downloads, long Bytes, long Files = 0);
}

[JsonSerializable(typeof(LinkDocument))]
[JsonSerializable(typeof(IReadOnlyList<LinkDocument>))]
[JsonSerializable(typeof(DeniedUrl))]
[JsonSerializable(typeof(IReadOnlyList<DeniedUrl>))]
[JsonSerializable(typeof(LinkLogEntry))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true
)]
internal sealed partial class LinkJson : JsonSerializerContext;
