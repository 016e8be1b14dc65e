namespace Ossa.Engine.Identity;

internal sealed class SecretSealer : ISecretSealer
{
    public ValueTask<byte[]> SealAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken) =>
        ValueTask.FromResult(secret.ToArray());

    public ValueTask<byte[]> OpenAsync(
        string name,
        ReadOnlyMemory<byte> sealedSecret,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(sealedSecret.ToArray());
}
