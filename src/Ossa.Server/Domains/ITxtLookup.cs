namespace Ossa.Server.Domains;

/// <summary>Asks the DNS for TXT records.</summary>
public interface ITxtLookup
{
    /// <summary>The texts of all TXT records of a name, each with its pieces joined; none where there are none.</summary>
    /// <param name="name">The name, such as <c>_dnsauth.example.com</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">No name server gave an answer in time.</exception>
    Task<IReadOnlyList<string>> FindAsync(string name, CancellationToken cancellationToken);
}
