namespace Ossa.Engine.Encryption;

/// <summary>Whose key a body is sealed with. The bytes are sealed alike. The numbers are stored.</summary>
public enum EncryptionAlgorithm
{
    /// <summary>The server's own key, which nobody names.</summary>
    Aes256 = 1,

    /// <summary>A key that has a name.</summary>
    Kms = 2,
}
