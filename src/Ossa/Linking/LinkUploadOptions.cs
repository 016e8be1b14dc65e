using System.CommandLine;
using System.Globalization;
using Ossa.CommandLine;
using Ossa.Server.Administration;

namespace Ossa.Linking;

/// <summary>What is said of a link to upload by.</summary>
internal sealed class LinkUploadOptions
{
    private readonly Option<bool> _upload = new("--upload")
    {
        Description = "Take files in, under the key or, after a slash, under names of theirs",
    };

    private readonly Option<long?> _maxFiles = new("--max-files")
    {
        Description = "With --upload: how many files it takes",
        HelpName = "N",
    };

    private readonly Option<string?> _maxSize = new("--max-size")
    {
        Description = "With --upload: how large each may be, such as 100M",
        HelpName = "SIZE",
    };

    private readonly Option<string[]> _types = new("--types")
    {
        Description = "With --upload: of which types, such as image/*,application/pdf",
        HelpName = "TYPES",
    };

    private readonly Option<bool> _overwrite = new("--overwrite")
    {
        Description = "With --upload: let a file replace an object that is there",
    };

    public IReadOnlyList<Option> Options => [_upload, _maxFiles, _maxSize, _types, _overwrite];

    /// <summary>What the link is for, as the server is told; null for one object.</summary>
    /// <exception cref="UsageException">Something contradicts something.</exception>
    public string? KindOf(ParseResult parsed, bool isFolder)
    {
        if (parsed.GetValue(_upload))
        {
            return isFolder ? throw new UsageException("Say either --folder or --upload.") : AdminApi.Upload;
        }

        var alone = Options.Skip(1).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
        return alone is not null ? throw new UsageException($"{alone.Name} is said of a link with --upload.")
            : isFolder ? AdminApi.Folder
            : null;
    }

    /// <summary>What the server is told of it.</summary>
    /// <exception cref="UsageException">A size is none.</exception>
    public IEnumerable<KeyValuePair<string, string?>> Parameters(ParseResult parsed) =>
        [
            new(AdminApi.MaxFiles, parsed.GetValue(_maxFiles)?.ToString(CultureInfo.InvariantCulture)),
            new(AdminApi.MaxFileBytes, LinkSize.Parse(parsed.GetValue(_maxSize), "--max-size")),
            new(
                AdminApi.Types,
                parsed.GetValue(_types) is { Length: > 0 } types
                    ? string.Join(',', types).Replace(" ", "", StringComparison.Ordinal)
                    : null
            ),
            new(AdminApi.Overwrite, parsed.GetValue(_overwrite) ? "" : null),
        ];
}
