using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ossa.Server.Audit;

/// <summary>Times in UTC with milliseconds, such as 2026-03-01T12:00:00.000Z: of one length, so that they sort as text.</summary>
internal sealed class UtcMillisecondsConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        );
}
