using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Server.Audit;

namespace Ossa.Auditing;

/// <summary>Reads the audit log from its files, which no server need be there for.</summary>
internal static class AuditDirectory
{
    /// <summary>The wanted lines.</summary>
    /// <param name="path">A data directory, or the directory of an audit log itself.</param>
    /// <param name="filter">Which entries are wanted.</param>
    /// <exception cref="CommandException">There is none, or it cannot be read.</exception>
    public static IEnumerable<string> Read(string path, AuditFilter filter)
    {
        var full = Path.GetFullPath(path);
        var inside = new DataDirectory(full).AuditDirectory;
        var directory = Directory.Exists(inside) ? inside : full;
        try
        {
            if (!Directory.EnumerateFiles(directory, "audit-*.jsonl").Any())
            {
                throw new CommandException($"There is no audit log in {full}.");
            }

            return new AuditFileCursor(directory, filter.Since)
                .ReadOn()
                .Where(line => AuditEntry.Read(line) is { } entry && filter.Takes(entry));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"There is no audit log to read in {full}: {e.Message}", e);
        }
    }
}
