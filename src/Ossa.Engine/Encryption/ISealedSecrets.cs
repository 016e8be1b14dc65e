namespace Ossa.Engine.Encryption;

/// <summary>Rows that keep small secrets sealed under the keyring. Whoever keeps such must be known to those who retire master keys.</summary>
internal interface ISealedSecrets
{
    /// <summary>All secrets as they are sealed, by the names that they are sealed to; null for one whose row cannot be read.</summary>
    IAsyncEnumerable<(string Name, byte[]? Secret)> ListSecretsAsync(CancellationToken cancellationToken);

    /// <summary>Seals a secret anew where a master key of before has sealed it; false where there was nothing to do.</summary>
    /// <exception cref="InvalidDataException">The secret does not open.</exception>
    /// <exception cref="KeyringException">The master key that sealed it is not at hand.</exception>
    ValueTask<bool> RenewSecretAsync(string name, CancellationToken cancellationToken);
}
