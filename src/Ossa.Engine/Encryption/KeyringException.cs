namespace Ossa.Engine.Encryption;

/// <summary>An encrypted body cannot be opened or made, since the keys for it are not at hand; the message says what to do.</summary>
public sealed class KeyringException(string message, Exception? cause = null) : Exception(message, cause);
