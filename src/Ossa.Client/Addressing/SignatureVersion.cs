namespace Ossa.Client;

/// <summary>How requests are signed.</summary>
public enum SignatureVersion
{
    /// <summary>OSS4-HMAC-SHA256, the recommended one.</summary>
    V4,

    /// <summary>HMAC-SHA1, for servers and tools that know nothing else.</summary>
    V1,
}
