using System.Diagnostics;

namespace Ossa.Conformance.Hosting;

/// <summary>nginx as documented.</summary>
public sealed class NginxProxy(string nginx) : DocumentedProxy
{
    protected override async Task<ProcessStartInfo> PrepareAsync(Uri server, CancellationToken cancellationToken)
    {
        var file = Place.Combine("nginx.conf");
        await File.WriteAllTextAsync(file, Configuration(Documented("nginx", server)), cancellationToken);
        return new ProcessStartInfo(nginx, ["-p", Place.FullPath, "-e", LogFile, "-c", file]);
    }

    private string Configuration(string block)
    {
        // nginx wants places of its own for what it does not need here; its workers run as somebody else if its master is root.
        var places = new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(name =>
            $"{name}_temp_path {Place.Combine(name)};"
        );
        return $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            daemon off;
            pid {{Place.Combine("nginx.pid")}};
            error_log {{LogFile}} warn;
            events {}
            http {
                access_log off;
                {{string.Join('\n', places)}}
                server {
                    listen {{Endpoint.Authority}};
                    {{block}}
                }
            }
            """;
    }
}
