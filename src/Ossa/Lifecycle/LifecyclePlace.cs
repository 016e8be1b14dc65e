using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Engine.Lifecycle;
using Ossa.Hosting;
using Ossa.Settings;
using Ossa.Storage.Local.Directories;

namespace Ossa.Lifecycle;

/// <summary>Whose rules are meant: those of a data directory, or of a server that is named, which may keep nothing on a disk.</summary>
internal sealed class LifecyclePlace
{
    private readonly Option<string?> _data = DataDirectory.Flag();
    private readonly SettingsOptions _settings = new();

    public void AddTo(Command command)
    {
        command.Add(_data);
        _settings.AddTo(command);
    }

    /// <summary>Goes over the rules.</summary>
    /// <exception cref="UsageException">Both a directory and a server are named.</exception>
    public Task<LifecycleFigures> RunAsync(
        CommandContext context,
        ParseResult parsed,
        LifecycleRunOptions options,
        LifecycleReport report,
        CancellationToken stop
    )
    {
        if (parsed.GetValue(_data) is not null)
        {
            _settings.RefuseBeside(_data, parsed);
        }

        if (_settings.AreGiven(parsed))
        {
            var server = RunningServer.Of(_settings.ReadUsable(parsed, context));
            return OnlineLifecycle.RunAsync(context, server, options, report, stop);
        }

        return RunAsync(context, DataDirectory.Resolve(context, parsed.GetValue(_data)), options, report, stop);
    }

    /// <summary>The store belongs to one process: where a server has it, the server does the work.</summary>
    private static async Task<LifecycleFigures> RunAsync(
        CommandContext context,
        DataDirectory directory,
        LifecycleRunOptions options,
        LifecycleReport report,
        CancellationToken stop
    )
    {
        try
        {
            return await OfflineLifecycle.RunAsync(context, directory, options, report, stop);
        }
        catch (DirectoryInUseException e)
        {
            var server = RunningServer.Find(context, directory, e);
            return await OnlineLifecycle.RunAsync(context, server, options, report, stop);
        }
    }
}
