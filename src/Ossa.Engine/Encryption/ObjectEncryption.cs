namespace Ossa.Engine.Encryption;

/// <summary>How the body of an object is encrypted at rest.</summary>
/// <param name="Algorithm">Whose key seals it.</param>
/// <param name="KeyName">The name of the key; empty where none was named.</param>
public sealed record ObjectEncryption(EncryptionAlgorithm Algorithm, string KeyName = "")
{
    /// <summary>The named key of those who ask for one and name none.</summary>
    public const string DefaultKeyName = "alias/acs/oss";

    /// <summary>Sealed with the server's own key.</summary>
    public static readonly ObjectEncryption Aes256 = new(EncryptionAlgorithm.Aes256);

    /// <summary>The chain of master keys that seals the body, by its name in the keyring.</summary>
    public string Chain =>
        Algorithm == EncryptionAlgorithm.Aes256 ? KeyChain.OwnName
        : KeyName.Length > 0 ? KeyName
        : DefaultKeyName;

    /// <summary>Whether two bodies are sealed for the same readers, so that one may stand for the other.</summary>
    public static bool AreAlike(ObjectEncryption? one, ObjectEncryption? other) => one?.Chain == other?.Chain;
}
