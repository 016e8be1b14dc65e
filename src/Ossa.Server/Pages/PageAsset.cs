using System.IO.Compression;
using System.Security.Cryptography;

namespace Ossa.Server.Pages;

/// <summary>
/// A file that pages load, under a name with a hash of its content: whatever is cached under the name stays right for good. It is
/// compressed once.
/// </summary>
internal sealed class PageAsset
{
    private const int HashBytes = 6;

    public PageAsset(string name, string contentType, byte[] content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, HashBytes));
        HashedName = $"{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}";
        ContentType = contentType;
        Plain = content;
        Brotli = Compress(content, to => new BrotliStream(to, CompressionLevel.SmallestSize));
        Gzip = Compress(content, to => new GZipStream(to, CompressionLevel.SmallestSize));
    }

    /// <summary>The name that pages load it by.</summary>
    public string HashedName { get; }

    public string ContentType { get; }

    public byte[] Plain { get; }

    public byte[] Brotli { get; }

    public byte[] Gzip { get; }

    private static byte[] Compress(byte[] content, Func<Stream, Stream> compressor)
    {
        using var compressed = new MemoryStream();
        using (var stream = compressor(compressed))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }
}
