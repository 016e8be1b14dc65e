using Ossa.CommandLine;
using Ossa.Protocol.Names;

namespace Ossa.Hosting;

/// <summary>The flag <c>--cname-trust</c>.</summary>
internal static class TrustedDomains
{
    public static string Parse(string text)
    {
        var domain = DomainName.Normalize(text);
        return DomainName.IsValid(domain)
            ? domain
            : throw new UsageException($"--cname-trust {text}: expected a domain such as example.com.");
    }
}
