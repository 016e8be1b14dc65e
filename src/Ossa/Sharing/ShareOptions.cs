using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Protocol.Names;
using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;
using Ossa.Settings;

namespace Ossa.Sharing;

/// <summary>The arguments and options of <c>ossa share</c>.</summary>
internal sealed class ShareOptions(TimeSpan standardValidity)
{
    private static readonly TimeSpan LongestValidity = TimeSpan.FromSeconds(SignatureV4.MaxExpiresSeconds);

    private readonly Argument<string> _file = new("file") { Description = "The file to share." };

    private readonly Option<Duration> _expires = Duration.Option(
        "--expires",
        "How long the URL holds, at most 7d.",
        standardValidity
    );

    private readonly Option<string?> _name = new("--name")
    {
        Description = "Name under which the file is downloaded [default: its own]",
        HelpName = "name",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Data directory of the local store [default: the user's own]",
        HelpName = "dir",
    };

    private readonly Option<string?> _listen = new("--listen")
    {
        Description = "Address to serve on if no server runs [default: http://127.0.0.1:9000, or any free port]",
        HelpName = "url",
    };

    private readonly Option<string?> _publicUrl = new("--public-url")
    {
        Description = "Address for the URL, where people reach the server by another one",
        HelpName = "url",
    };

    private readonly Option<string?> _config = ConfigurationFile.CreateOption();

    private readonly SettingsOptions _settings = new();

    /// <summary>The server's settings file that a flag names, or null.</summary>
    public string? ConfigFile(ParseResult flags) => flags.GetValue(_config);

    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (var option in (Option[])[_expires, _name, _data, _listen, _publicUrl, _config])
        {
            command.Add(option);
        }

        _settings.AddTo(command);
    }

    public ShareRequest Read(ParseResult flags, CommandContext context)
    {
        TimeSpan validity = flags.GetValue(_expires);
        if (validity < TimeSpan.FromSeconds(1) || validity > LongestValidity)
        {
            throw new UsageException($"--expires {DurationText.Format(validity)}: a signed URL holds for 1s to 7d.");
        }

        var file = flags.GetValue(_file)!;
        if (Directory.Exists(file))
        {
            throw new CommandException($"{file} is a directory: share a file, or pack the directory first.");
        }

        if (!File.Exists(file))
        {
            throw new CommandException($"There is no file {file}.");
        }

        var local = flags.GetValue(_data) is not null || flags.GetValue(_listen) is not null;
        var settings = _settings.Read(flags, context);
        if (local && settings.Endpoint.Origin == SettingOrigin.Flag)
        {
            throw new UsageException(
                "--endpoint names a server elsewhere, so it does not go together with --data or --listen."
            );
        }

        return new ShareRequest(
            file,
            ReadName(flags.GetValue(_name) ?? Path.GetFileName(file)),
            validity,
            flags.GetValue(_data),
            flags.GetValue(_listen) is { } listen ? ListenAddresses.Parse(listen) : null,
            PublicUrls.Parse(flags.GetValue(_publicUrl)),
            settings
        );
    }

    private static string ReadName(string name)
    {
        // The name follows a random part and a slash in the object's key.
        if (
            name.Length == 0
            || name.Contains('/', StringComparison.Ordinal)
            || !ObjectKey.IsValid(RandomNames.New() + "/" + name)
        )
        {
            throw new UsageException($"--name '{name}': a name has 1 to 1000 bytes and no slash.");
        }

        return name;
    }
}
