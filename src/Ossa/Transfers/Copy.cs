using System.Diagnostics;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Remote;

namespace Ossa.Transfers;

/// <summary>A copy in whichever direction.</summary>
internal sealed class Copy(CommandContext context, OssClient client, CopyOptions options)
{
    private readonly Progress _progress = new(context);

    public async Task RunAsync(Route route, CancellationToken cancellationToken)
    {
        if (!options.IsRecursive && route.Source is { } single && (single.Key.Length == 0 || single.Key.EndsWith('/')))
        {
            throw new UsageException($"{single} names no single object; add --recursive.");
        }
        if (options.VersionId is not null && (options.IsRecursive || route.Source is null))
        {
            throw new UsageException("--version-id names a version of one object, so the source is one object.");
        }
        try
        {
            await RunOnAsync(route, cancellationToken);
        }
        finally
        {
            // What is said next, such as why it failed, has the line for itself.
            _progress.Clear();
        }
    }

    private Task RunOnAsync(Route route, CancellationToken stop) =>
        route switch
        {
            { Source: { } source, Target: { } target } => CopyAcrossAsync(source, target, stop),
            { Source: { } source } => CopyOutAsync(source, route.TargetPath, stop),
            { Target: { } target } => CopyInAsync(route.SourcePath, target, stop),
            _ => throw new UnreachableException("A route without any bucket is refused when it is found."),
        };

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
