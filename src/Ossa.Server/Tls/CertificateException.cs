namespace Ossa.Server.Tls;

/// <summary>A certificate or its key cannot be used; the message says which file, and why.</summary>
public sealed class CertificateException(string message, Exception? cause = null) : Exception(message, cause);
