namespace Ossa.Storage.InMemory;

/// <summary>Secrets that end with the process, as what they open does.</summary>
internal sealed class MemorySecretFile : ISecretFile
{
    private volatile byte[]? _content;

    public string Place => "memory";

    public byte[]? Read() => _content;

    public void Write(ReadOnlySpan<byte> content) => _content = content.ToArray();
}
