using System.Text.Encodings.Web;
using System.Text.Json;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Protocol.Access;
using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;

namespace Ossa.Presigning;

/// <summary>Writes a signed URL: on standard output the URL alone or JSON, on standard error what people should know.</summary>
internal static class PresignOutput
{
    public static void Write(
        CommandContext context,
        PresignedRequest signed,
        AccessKey key,
        AccessForecast? forecast,
        bool isJson
    )
    {
        context.Out.WriteLine(isJson ? ToJson(signed, forecast) : signed.Url);
        if (isJson)
        {
            return;
        }
        var time = new ShownTime(context.Clock);
        context.Error.WriteLine(
            $"For {signed.Method}, until {ShownTime.Of(signed.Expiration)} ({time.Distance(signed.Expiration)})."
        );
        if (forecast is not null)
        {
            context.Error.WriteLine(PresignCheck.Describe(forecast, time));
        }
        else if (key is { SecurityToken: not null, ExpiresAt: null })
        {
            context.Error.WriteLine("It ends earlier if the session of the security token does.");
        }
        foreach (var (name, value) in signed.SignedHeaders)
        {
            context.Error.WriteLine($"Send with it exactly: {name}: {value}");
        }
    }

    private static string ToJson(PresignedRequest signed, AccessForecast? forecast)
    {
        using var stream = new MemoryStream();
        // The ampersands of URLs stay readable: nobody embeds this in a page.
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            writer.WriteStartObject();
            writer.WriteString("method", signed.Method.Method);
            writer.WriteString("url", signed.Url);
            writer.WriteString("expiration", signed.Expiration.UtcDateTime);
            if (forecast?.End is { } end)
            {
                writer.WriteString("end", end.UtcDateTime);
                writer.WriteString("endsBy", PresignCheck.NameOf(forecast.EndsBy));
                writer.WriteBoolean("isEndSure", forecast.IsEndSure);
            }
            writer.WriteStartObject("headers");
            foreach (var (name, value) in signed.SignedHeaders)
            {
                writer.WriteString(name, value);
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
