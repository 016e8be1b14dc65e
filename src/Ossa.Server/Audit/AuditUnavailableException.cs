namespace Ossa.Server.Audit;

/// <summary>The audit log cannot be kept where it shall be.</summary>
/// <param name="message">Where, and why not.</param>
/// <param name="cause">What the operating system said.</param>
public sealed class AuditUnavailableException(string message, Exception cause) : Exception(message, cause);
