using Ossa.Storage;

namespace Ossa.Tests.Engine.Encryption;

/// <summary>A secret file whose directory can fail to be synced: what was written is seen, and would be gone after a power loss.</summary>
internal sealed class UnsyncedSecretFile : ISecretFile
{
    public bool Fails { get; set; }

    /// <summary>What a reader gets.</summary>
    public byte[]? Visible { get; private set; }

    /// <summary>What outlasts a power loss.</summary>
    public byte[]? Durable { get; private set; }

    public string Place => "memory";

    public byte[]? Read() => Visible;

    public void Write(ReadOnlySpan<byte> content)
    {
        Visible = content.ToArray();
        if (Fails)
        {
            throw new IOException("The directory was not synced.");
        }

        Durable = Visible;
    }
}
