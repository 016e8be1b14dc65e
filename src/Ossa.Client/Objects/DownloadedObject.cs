namespace Ossa.Client;

/// <summary>An object on its way: its properties are here, its bytes are read from <see cref="Content"/>. Dispose it when done.</summary>
public sealed class DownloadedObject : IAsyncDisposable, IDisposable
{
    internal DownloadedObject(ObjectProperties properties, Stream content, bool isPartial)
    {
        Properties = properties;
        Content = content;
        IsPartial = isPartial;
    }

    /// <summary>What the server tells of the object.</summary>
    public ObjectProperties Properties { get; }

    /// <summary>
    /// The bytes. The stream throws <see cref="OssChecksumException"/> instead of giving the last ones of an object that arrived damaged,
    /// and <see cref="IOException"/> where the connection breaks.
    /// </summary>
    public Stream Content { get; }

    /// <summary>Whether these are only some of the object's bytes; such are not verified, as the checksum is of all.</summary>
    public bool IsPartial { get; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();

    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}
