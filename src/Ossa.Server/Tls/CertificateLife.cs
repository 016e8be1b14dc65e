using System.Security.Cryptography.X509Certificates;

namespace Ossa.Server.Tls;

/// <summary>When a certificate ends, and whether somebody should do something about it.</summary>
/// <param name="Begins">From when on it is valid.</param>
/// <param name="Ends">Until when.</param>
internal readonly record struct CertificateLife(DateTimeOffset Begins, DateTimeOffset Ends)
{
    private static readonly TimeSpan MostNotice = TimeSpan.FromDays(14);

    public static CertificateLife Of(X509Certificate2 certificate) =>
        new(new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));

    /// <summary>Whether it is over.</summary>
    public bool IsOver(DateTimeOffset now) => now >= Ends;

    /// <summary>Whether it is over or soon will be: in two weeks, or for one that lives shorter in the last third of its life.</summary>
    public bool EndsSoon(DateTimeOffset now)
    {
        var third = (Ends - Begins) / 3;
        return now >= Ends - (third < MostNotice ? third : MostNotice);
    }
}
