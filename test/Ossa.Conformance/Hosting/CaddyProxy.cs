using System.Diagnostics;

namespace Ossa.Conformance.Hosting;

/// <summary>Caddy as documented, but without TLS: for the names of the documentation nobody here has a certificate.</summary>
public sealed class CaddyProxy(string caddy) : DocumentedProxy
{
    private const string DocumentedSites = "files.example.com, *.files.example.com";

    protected override async Task<ProcessStartInfo> PrepareAsync(Uri server, CancellationToken cancellationToken)
    {
        var block = Documented("caddyfile", server);
        Assert.Contains(DocumentedSites, block, StringComparison.Ordinal);
        var site = Endpoint.GetLeftPart(UriPartial.Authority);
        var configuration = $$"""
            {
                admin off
                log {
                    output file {{LogFile}}
                }
            }

            {{block.Replace(DocumentedSites, site, StringComparison.Ordinal)}}
            """;
        var file = Place.Combine("Caddyfile");
        await File.WriteAllTextAsync(file, configuration, cancellationToken);
        var start = new ProcessStartInfo(caddy, ["run", "--config", file, "--adapter", "caddyfile"]);
        foreach (var home in new[] { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME" })
        {
            start.Environment[home] = Place.FullPath;
        }

        return start;
    }
}
