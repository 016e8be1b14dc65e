namespace Ossa.Engine.Identity;

/// <summary>Seals small secrets under the keyring of the store.</summary>
internal interface ISecretSealer
{
    /// <summary>Seals a secret to the name that it goes by.</summary>
    ValueTask<byte[]> SealAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken);

    /// <summary>Opens what was sealed to the same name.</summary>
    ValueTask<byte[]> OpenAsync(string name, ReadOnlyMemory<byte> sealedSecret, CancellationToken cancellationToken);
}
