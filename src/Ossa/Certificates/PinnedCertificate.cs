using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ossa.CommandLine;

namespace Ossa.Certificates;

/// <summary>
/// The certificate that a server on this machine says in its data directory to show. Whoever shows it has its key, so nothing else about it is
/// asked: neither who issued it nor for what names.
/// </summary>
internal static class PinnedCertificate
{
    /// <summary>Reads the first certificate in a file; null for no file.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static X509Certificate2? Read(string? file)
    {
        try
        {
            return file is null ? null : X509Certificate2.CreateFromPem(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CommandException($"Cannot read the certificate of the server in {file}: {e.Message}", e);
        }
    }

    /// <summary>Whether what a server shows is the certificate.</summary>
    public static bool Is(X509Certificate2 pinned, X509Certificate? seen) =>
        seen is not null && seen.GetRawCertData().AsSpan().SequenceEqual(pinned.RawData);
}
