using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Server.Hosting;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>What the server says of its clock, in JSON.</summary>
/// <param name="Shift">By how much it is ahead of the machine's clock, such as <c>31d</c>, <c>-1h</c> or <c>0s</c>.</param>
/// <param name="ShiftSeconds">The same in seconds.</param>
/// <param name="Now">The time that it shows, UTC.</param>
public sealed record ClockAnswer(string Shift, long ShiftSeconds, DateTimeOffset Now)
{
    /// <summary>Reads an answer.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ClockAnswer Read(ReadOnlySpan<byte> answer) =>
        JsonSerializer.Deserialize(answer, ClockAnswerJson.Default.ClockAnswer)
        ?? throw new JsonException("The answer says nothing.");

    internal static Task SendAsync(OssContext context, TimeProvider time)
    {
        var shift = (time as ShiftableClock)?.Shift ?? TimeSpan.Zero;
        var answer = new ClockAnswer(DurationText.FormatSigned(shift), (long)shift.TotalSeconds, time.GetUtcNow());
        context.Http.Response.ContentType = "application/json";
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, ClockAnswerJson.Default.ClockAnswer);
        return AnswerBody.WriteAsync(context, json).AsTask();
    }
}

[JsonSerializable(typeof(ClockAnswer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ClockAnswerJson : JsonSerializerContext;
