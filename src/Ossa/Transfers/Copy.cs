using System.Diagnostics;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Remote;

namespace Ossa.Transfers;

/// <summary>A copy in whichever direction.</summary>
internal sealed class Copy(CommandContext context, OssClient client, CopyOptions options)
{
    private readonly Progress _progress = new(context);

    public Task RunAsync(Route route, CancellationToken cancellationToken)
    {
        if (!options.IsRecursive && route.Source is { } single && (single.Key.Length == 0 || single.Key.EndsWith('/')))
        {
            throw new UsageException($"{single} names no single object; add --recursive.");
        }
        if (options.VersionId is not null && (options.IsRecursive || route.Source is null))
        {
            throw new UsageException("--version-id names a version of one object, so the source is one object.");
        }
        return route switch
        {
            { Source: { } source, Target: { } target } => CopyAcrossAsync(source, target, cancellationToken),
            { Source: { } source } => CopyOutAsync(source, route.TargetPath, cancellationToken),
            { Target: { } target } => CopyInAsync(route.SourcePath, target, cancellationToken),
            _ => throw new UnreachableException("A route without any bucket is refused when it is found."),
        };
    }

    private Task CopyInAsync(string source, OssAddress target, CancellationToken stop)
    {
        var copy = new CopyIn(context, client, _progress, options.Parts);
        return options.IsRecursive ? copy.RunAllAsync(source, target, stop) : copy.RunOneAsync(source, target, stop);
    }

    private Task CopyOutAsync(OssAddress source, string target, CancellationToken stop)
    {
        var copy = new CopyOut(context, client, _progress, options);
        return options.IsRecursive ? copy.RunAllAsync(source, target, stop) : copy.RunOneAsync(source, target, stop);
    }

    private Task CopyAcrossAsync(OssAddress source, OssAddress target, CancellationToken stop)
    {
        var copy = new CopyAcross(context, client, _progress, options.VersionId);
        return options.IsRecursive ? copy.RunAllAsync(source, target, stop) : copy.RunOneAsync(source, target, stop);
    }
}
