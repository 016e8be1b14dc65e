using Ossa.CommandLine;
using Ossa.Protocol.Documents;
using Ossa.Remote;
using Ossa.Server.Hosting;

namespace Ossa.Listing;

/// <summary>
/// How listings look. Columns have fixed widths, so that the first page can be shown before the last one has come. On a terminal that is not
/// wide, what 'ossa stat' tells is left out, so that there is room for names.
/// </summary>
internal sealed class ListFormat(CommandContext context, bool isShort)
{
    /// <summary>Which terminals are wide.</summary>
    private const int WideColumns = 120;

    private readonly bool _isNarrow = context.OutColumns < WideColumns;
    private string? _header;
    private long _buckets;
    private long _prefixes;
    private long _objects;
    private long _bytes;
    private long _markers;
    private long _uploads;

    public void BeginBuckets() => Begin($"{"Created", -22}{"Region", -20}{Wide("Class", 14)}Bucket");

    public void Write(BucketEntry bucket)
    {
        _buckets++;
        var name = $"{OssAddress.Scheme}{bucket.Name}";
        var created = ShownTime.Of(bucket.CreationDate);
        WriteRow(name, $"{created, -22}{bucket.Region, -20}{Wide(bucket.StorageClass, 14)}{name}");
    }

    public void WriteBucketTotal() => WriteLong(Amounts.Count(_buckets, "bucket"));

    public void BeginObjects() =>
        Begin($"{"Last modified", -22}{"Bytes", 13}  {Wide("Class", 17)}{Wide("ETag", 36)}Object");

    public void Write(OssAddress address, ObjectEntry entry)
    {
        _objects++;
        _bytes += entry.Size;
        var name = Printable.Of(address.ToString());
        var (modified, etag) = (ShownTime.Of(entry.LastModified), entry.ETag.Trim('"'));
        WriteRow(name, $"{modified, -22}{entry.Size, 13}  {Wide(entry.StorageClass, 17)}{Wide(etag, 36)}{name}");
    }

    public void WritePrefix(OssAddress address)
    {
        _prefixes++;
        var name = Printable.Of(address.ToString());
        WriteRow(name, $"{"", -22}{"folder", 13}  {Wide("", 17)}{Wide("", 36)}{name}");
    }

    public void WriteObjectTotal()
    {
        var folders = _prefixes == 0 ? "" : $", {Amounts.Count(_prefixes, "folder")}";
        WriteLong($"{Amounts.Count(_objects, "object")}, {Amounts.Bytes(_bytes)}{folders}");
    }

    public void BeginVersions() => Begin($"{"Last modified", -22}{"Bytes", 13}  {"", -8}{Wide("Version", 66)}Object");

    public void Write(OssAddress address, ListedVersion version)
    {
        var entry = version as VersionEntry;
        _ = entry is null ? _markers++ : _objects++;
        _bytes += entry?.Size ?? 0;
        var size = entry is null ? "deleted" : $"{entry.Size}";
        var latest = version.IsLatest ? "latest" : "";
        var (name, id) = (Printable.Of(address.ToString()), Printable.Of(version.VersionId));
        var modified = ShownTime.Of(version.LastModified);
        WriteRow($"{id} {name}", $"{modified, -22}{size, 13}  {latest, -8}{Wide(id, 66)}{name}{Below(id)}");
    }

    public void WriteVersionTotal() =>
        WriteLong(
            $"{Amounts.Count(_objects, "version")}, {Amounts.Bytes(_bytes)}, {Amounts.Count(_markers, "delete marker")}"
        );

    public void BeginUploads() => Begin($"{"Begun", -22}{Wide("Upload", 34)}Object");

    public void Write(OssAddress address, UploadEntry upload)
    {
        _uploads++;
        var (name, id) = (Printable.Of(address.ToString()), Printable.Of(upload.UploadId));
        WriteRow($"{id} {name}", $"{ShownTime.Of(upload.Initiated), -22}{Wide(id, 34)}{name}{Below(id)}");
    }

    public void WriteUploadTotal() => WriteLong(Amounts.Count(_uploads, "upload"));

    /// <summary>A cell of a column that narrow terminals have no room for.</summary>
    private string Wide(string text, int columns) => _isNarrow ? "" : text.PadRight(columns);

    /// <summary>What is needed to name a version or an upload, on a line of its own where there is no column for it.</summary>
    private string Below(string id) => _isNarrow ? $"\n  {id}" : "";

    /// <summary>The header comes with the first line, so that a listing that fails shows its error alone.</summary>
    private void Begin(string header) => _header = header;

    private void WriteRow(string name, string row)
    {
        if (isShort)
        {
            context.Out.WriteLine(name);
        }

        WriteLong(row);
    }

    private void WriteLong(string line)
    {
        if (isShort)
        {
            return;
        }

        if (_header is not null)
        {
            context.Out.WriteLine(_header);
            _header = null;
        }

        context.Out.WriteLine(line);
    }
}
