using System.Text.Json.Serialization.Metadata;

namespace Ossa.Server.Administration;

/// <summary>What an operation of the admin API answers where it is done.</summary>
/// <param name="MediaType">The Content-Type, or null for 204, an answer without a body.</param>
/// <param name="Shapes">What its JSON, or each line of it, may be: one of these. None is any object.</param>
internal sealed record AdminAnswer(string? MediaType, IReadOnlyList<JsonTypeInfo> Shapes)
{
    /// <summary>The media type of lines of JSON.</summary>
    public const string LinesType = "application/x-ndjson";

    /// <summary>An answer without a body.</summary>
    public static readonly AdminAnswer None = new(null, []);

    /// <summary>One value in JSON.</summary>
    public static AdminAnswer Json(params IReadOnlyList<JsonTypeInfo> shape) => new("application/json", shape);

    /// <summary>Lines of JSON, each of one of these shapes.</summary>
    public static AdminAnswer Lines(params IReadOnlyList<JsonTypeInfo> shapes) => new(LinesType, shapes);
}
