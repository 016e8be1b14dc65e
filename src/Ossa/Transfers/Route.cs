using Ossa.CommandLine;
using Ossa.Remote;

namespace Ossa.Transfers;

/// <summary>From where to where a copy goes: of each side either the address or the path is set.</summary>
internal sealed record Route(string SourcePath, OssAddress? Source, string TargetPath, OssAddress? Target)
{
    public static Route Find(string source, string target)
    {
        var route = new Route(source, Read(source), target, Read(target));
        return route is { Source: null, Target: null }
            ? throw new UsageException("Neither side is an address like oss://BUCKET/KEY; use the system's own cp.")
            : route;
    }

    private static OssAddress? Read(string text)
    {
        if (!OssAddress.IsOne(text))
        {
            return null;
        }
        return OssAddress.TryParse(text, out var address, out var fault)
            ? address.RequireBucket()
            : throw new UsageException(fault);
    }
}
