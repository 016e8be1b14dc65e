using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ossa.Protocol.Documents;

namespace Ossa.Client.Sending;

/// <summary>Reads answers of Ossa's own API.</summary>
internal static class AnswerJson
{
    /// <exception cref="DocumentFormatException">It is something else.</exception>
    public static T Read<T>(Stream json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new DocumentFormatException("The answer says nothing.");
        }
        catch (JsonException e)
        {
            throw new DocumentFormatException("The answer does not say what was asked for.", e);
        }
    }
}
