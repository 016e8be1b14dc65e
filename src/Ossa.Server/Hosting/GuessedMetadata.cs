using Ossa.Engine.Objects;
using Ossa.Server.Reading;

namespace Ossa.Server.Hosting;

/// <summary>What an object gets whose uploader said nothing about it.</summary>
public static class GuessedMetadata
{
    /// <summary>The content type that the end of the key suggests, and nothing else.</summary>
    public static ObjectMetadata OfKey(string key) => new([new("Content-Type", ContentTypes.OfKey(key))], []);
}
