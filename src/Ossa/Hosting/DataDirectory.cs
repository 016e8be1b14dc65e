using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Settings;
using Ossa.Storage.Local;

namespace Ossa.Hosting;

/// <summary>Where a server keeps what it stores, and the small files beside it.</summary>
internal sealed record DataDirectory(string Path)
{
    /// <summary>The root key that was made at the first start.</summary>
    public string CredentialsFile => System.IO.Path.Combine(Path, "root-credentials");

    /// <summary>The keys of encrypted objects, once there are any.</summary>
    public string KeyringFile => System.IO.Path.Combine(Path, "keyring");

    /// <summary>The audit log.</summary>
    public string AuditDirectory => System.IO.Path.Combine(Path, "audit");

    /// <summary>The development certificate, once there is one.</summary>
    public string TlsDirectory => System.IO.Path.Combine(Path, "tls");

    /// <summary>What a running server says of itself to commands on this machine.</summary>
    public string ServerFile => System.IO.Path.Combine(Path, "server.json");

    /// <summary>The flag that names one.</summary>
    /// <param name="what">What the directory is to the command.</param>
    public static Option<string?> Flag(string what = "Data directory") =>
        new("--data")
        {
            Description = $"{what} [default: $XDG_DATA_HOME/ossa or ~/.local/share/ossa]",
            HelpName = "DIR",
        };

    /// <summary>The directory named by a flag, else by the environment or the settings file, else the user's own.</summary>
    /// <exception cref="CommandException">The settings file is wrong.</exception>
    public static DataDirectory Resolve(CommandContext context, string? flag)
    {
        if (flag is not null)
        {
            return new DataDirectory(System.IO.Path.GetFullPath(flag));
        }

        var settings = ServeSettings.WithoutFlags(context);
        var data = settings.FindPath(ServeCatalogue.Data);
        settings.Require();
        return Of(context, data);
    }

    /// <summary>This directory, if it has a store: to open it would make a new one there.</summary>
    /// <param name="advice">What to do where it has none.</param>
    /// <exception cref="CommandException">It has none.</exception>
    public DataDirectory RequireStore(string advice = "name one with --data.") =>
        LocalEngine.IsStore(Path) ? this : throw new CommandException($"There is no store in {Path}: {advice}");

    /// <summary>The directory that a setting names, or the user's own.</summary>
    public static DataDirectory Of(CommandContext context, Setting data) =>
        new(System.IO.Path.GetFullPath(data.Value ?? DefaultPath(context)));

    private static string DefaultPath(CommandContext context)
    {
        // The XDG specification has relative paths ignored.
        if (context.Variable("XDG_DATA_HOME") is { Length: > 0 } data && System.IO.Path.IsPathRooted(data))
        {
            return System.IO.Path.Combine(data, "ossa");
        }

        return System.IO.Path.Combine(context.HomeFolder, ".local", "share", "ossa");
    }
}
