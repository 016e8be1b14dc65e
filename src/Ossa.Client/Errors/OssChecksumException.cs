namespace Ossa.Client;

/// <summary>The bytes that one side sent are not those that the other received: the CRC-64 of both differ.</summary>
public sealed class OssChecksumException : OssClientException
{
    internal OssChecksumException(string message, ulong expected, ulong actual)
        : base($"{message} (CRC-64 {actual} instead of {expected})")
    {
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The checksum of what was sent.</summary>
    public ulong Expected { get; }

    /// <summary>The checksum of what arrived.</summary>
    public ulong Actual { get; }
}
