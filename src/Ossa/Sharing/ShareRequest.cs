using Ossa.Settings;

namespace Ossa.Sharing;

/// <summary>What is to be shared, and how.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Name">The name under which it is downloaded.</param>
/// <param name="Validity">For how long the URL holds.</param>
/// <param name="Data">The data directory that a flag names, or null.</param>
/// <param name="Listen">The address for an embedded server that a flag names, or null.</param>
/// <param name="PublicUrl">The address that the URL shall have, or null for the server's own.</param>
/// <param name="Settings">The settings of a client.</param>
internal sealed record ShareRequest(
    string File,
    string Name,
    TimeSpan Validity,
    string? Data,
    Uri? Listen,
    Uri? PublicUrl,
    ClientSettings Settings
)
{
    /// <summary>Whether this machine's own store is meant: no endpoint is configured, or a flag speaks of the local server.</summary>
    public bool IsLocal => !Settings.Endpoint.IsGiven || Data is not null || Listen is not null;
}
