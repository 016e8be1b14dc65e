using System.CommandLine;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Protocol.Signing;
using Ossa.Settings;
using Ossa.Sharing;

namespace Ossa.Commands;

/// <summary><c>ossa share</c>: stores a file privately and prints a signed URL for it.</summary>
internal static class ShareCommand
{
    private static readonly TimeSpan StandardValidity = TimeSpan.FromMinutes(10);

    public static Command Create(CommandContext context)
    {
        var options = new ShareOptions(StandardValidity);
        var command = new DocumentedCommand("share", "Store a file privately and print a signed URL for it.")
        {
            Examples =
            [
                "ossa share report.pdf",
                "ossa share report.pdf --expires 7d --name 'Report 2026.pdf'",
                "ossa share report.pdf --listen http://0.0.0.0:9000",
            ],
        };
        options.AddTo(command);
        command.SetAction(
            (flags, stop) =>
            {
                var configured = context with { ConfigFile = options.ConfigFile(flags) };
                return RunAsync(configured, options.Read(flags, configured), stop);
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ShareRequest request, CancellationToken stop)
    {
        if (!request.IsLocal)
        {
            return await ShareAsync(context, request, ShareTarget.Remote(request.Settings), stop);
        }

        var directory = DataDirectory.Resolve(context, request.Data);
        await using var local = await LocalShare.OpenAsync(context, directory, request, stop);
        await ShareAsync(context, request, local.Target, stop);
        if (local.Hint is { } hint)
        {
            await context.Error.WriteLineAsync(hint);
        }

        if (local.IsServing)
        {
            await context.Error.WriteLineAsync(
                $"Serving on {local.Address} until Ctrl-C; the link works while this runs."
            );
            await Stopped.WaitAsync(stop);
        }
        return ExitCodes.Done;
    }

    private static async Task<int> ShareAsync(
        CommandContext context,
        ShareRequest request,
        ShareTarget target,
        CancellationToken stop
    )
    {
        var signed = await UploadAsync(context, request, target, stop);
        await context.Out.WriteLineAsync(signed.Url);
        await context.Out.FlushAsync(stop);
        await ShareReport.WriteAsync(context, request, signed);
        return ExitCodes.Done;
    }

    private static async Task<PresignedRequest> UploadAsync(
        CommandContext context,
        ShareRequest request,
        ShareTarget target,
        CancellationToken stop
    )
    {
        using var client = new OssClient(target.Upload);
        await client.PutBucketAsync(target.Bucket, cancellationToken: stop);
        // Nobody can guess the first part, so nobody can name the object without the URL, and no two files meet.
        var key = $"{RandomNames.New()}/{request.Name}";
        await using var file = File.OpenRead(request.File);
        await client.PutObjectAsync(target.Bucket, key, file, new PutObjectOptions { ForbidOverwrite = true }, stop);
        await ShareWarning.WriteAsync(context, client, target.Bucket, key, request.Validity, stop);
        using var signer = new OssClient(target.Download);
        return await signer.PresignAsync(HttpMethod.Get, target.Bucket, key, request.Validity, cancellationToken: stop);
    }
}
