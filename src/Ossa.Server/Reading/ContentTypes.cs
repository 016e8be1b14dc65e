using Microsoft.AspNetCore.StaticFiles;

namespace Ossa.Server.Reading;

/// <summary>The content type of an object whose uploader stated none: guessed from the end of its key.</summary>
internal static class ContentTypes
{
    public const string Unknown = "application/octet-stream";

    private static readonly FileExtensionContentTypeProvider Known = new();

    public static string OfKey(string key) => Known.TryGetContentType(key, out var type) ? type : Unknown;
}
