namespace Ossa.Server.Tls;

/// <summary>What a server needs to answer on https addresses. The files are looked at again while it runs.</summary>
public sealed record TlsOptions
{
    /// <summary>The certificate in PEM, with those that it was issued by after it.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>The certificate's key in PEM, not encrypted.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Whether clients must speak TLS 1.3; TLS 1.2 is enough otherwise.</summary>
    public bool RequiresTls13 { get; init; }
}
