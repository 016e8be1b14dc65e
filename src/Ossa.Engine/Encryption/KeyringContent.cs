namespace Ossa.Engine.Encryption;

/// <summary>A keyring as it lies in a file, for those who carry one from one data directory to another.</summary>
public sealed class KeyringContent
{
    private readonly Keyring _keyring;

    private KeyringContent(Keyring keyring) => _keyring = keyring;

    /// <summary>The keyring's random name, which its store remembers.</summary>
    public string Id => _keyring.Id.ToString();

    /// <summary>How many master keys it has.</summary>
    public int MasterKeys => _keyring.Chains.Sum(chain => chain.Keys.Count);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no whole keyring.</exception>
    public static KeyringContent Parse(ReadOnlySpan<byte> file) => new(KeyringCodec.Decode(file));

    /// <summary>Whether it may take the place of another one: it is the same store's, and has all keys of it.</summary>
    public bool CanReplace(KeyringContent other) =>
        _keyring.Id == other._keyring.Id && _keyring.HasAllOf(other._keyring);
}
