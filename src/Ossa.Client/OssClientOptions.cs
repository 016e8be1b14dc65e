using System.Security.Cryptography.X509Certificates;
using Ossa.Client.Credentials;
using Ossa.Client.Sending;

namespace Ossa.Client;

/// <summary>What a client needs to know. Only the endpoint has no default.</summary>
public sealed record OssClientOptions
{
    /// <summary>
    /// The server: a URL without path, or a host alone, which means https except on this machine. Such as
    /// <c>oss-cn-hangzhou.aliyuncs.com</c> or <c>http://127.0.0.1:9000</c>.
    /// </summary>
    public required string Endpoint { get; init; }

    /// <summary>
    /// The region of the signature, such as cn-hangzhou. By default the one that the endpoint's host tells, and for other hosts
    /// cn-hangzhou, which is Ossa's default too.
    /// </summary>
    public string? Region { get; init; }

    /// <summary>Who signs; by default the environment variables of <see cref="EnvironmentCredentialsProvider"/>.</summary>
    public ICredentialsProvider Credentials { get; init; } = new EnvironmentCredentialsProvider();

    /// <summary>Where requests name their bucket.</summary>
    public AddressingStyle Addressing { get; init; } = AddressingStyle.Auto;

    /// <summary>How requests are signed.</summary>
    public SignatureVersion Signature { get; init; } = SignatureVersion.V4;

    /// <summary>How often a request is made at most when the server or the network fails for the moment: 1 to 10.</summary>
    public int MaxAttempts { get; init; } = RetryPolicy.DefaultMaxAttempts;

    /// <summary>How long nothing may happen on a connection while an answer or bytes are awaited.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The one certificate that the server may show, for a server whose certificate no authority issued that this machine trusts. Nothing else
    /// about it is verified then, neither issuer nor names nor time. Null for the usual verification; without effect where the caller brings
    /// the connections.
    /// </summary>
    public X509Certificate2? PinnedCertificate { get; init; }

    /// <summary>The clock of signatures, retries and time-outs.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
