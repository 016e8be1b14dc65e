using Ossa.CommandLine;
using Ossa.Protocol.Documents;
using Ossa.Remote;
using Ossa.Server.Hosting;

namespace Ossa.Listing;

/// <summary>
/// How listings look. Columns have fixed widths, so that the first page can be shown before the last one has come.
/// </summary>
internal sealed class ListFormat(CommandContext context, bool isShort)
{
    private readonly LocalTime _time = new(context.Clock);
    private string? _header;
    private long _buckets;
    private long _prefixes;
    private long _objects;
    private long _bytes;
    private long _markers;
    private long _uploads;

    public void BeginBuckets() => Begin($"{"Created", -28}{"Region", -20}{"Class", -14}Bucket");

    public void Write(BucketEntry bucket)
    {
        _buckets++;
        var name = $"{OssAddress.Scheme}{bucket.Name}";
        WriteRow(name, $"{_time.Write(bucket.CreationDate), -28}{bucket.Region, -20}{bucket.StorageClass, -14}{name}");
    }

    public void WriteBucketTotal() => WriteLong(Amounts.Count(_buckets, "bucket"));

    public void BeginObjects() => Begin($"{"Last modified", -28}{"Bytes", 15}  {"Class", -12}{"ETag", -36}Object");

    public void Write(OssAddress address, ObjectEntry entry)
    {
        _objects++;
        _bytes += entry.Size;
        var name = Printable.Of(address.ToString());
        WriteRow(
            name,
            $"{_time.Write(entry.LastModified), -28}{entry.Size, 15}  {entry.StorageClass, -12}{entry.ETag.Trim('"'), -36}{name}"
        );
    }

    public void WritePrefix(OssAddress address)
    {
        _prefixes++;
        var name = Printable.Of(address.ToString());
        WriteRow(name, $"{"", -28}{"folder", 15}  {"", -12}{"", -36}{name}");
    }

    public void WriteObjectTotal()
    {
        var folders = _prefixes == 0 ? "" : $", {Amounts.Count(_prefixes, "folder")}";
        WriteLong($"{Amounts.Count(_objects, "object")}, {Amounts.Bytes(_bytes)}{folders}");
    }

    public void BeginVersions() => Begin($"{"Last modified", -28}{"Bytes", 15}  {"", -8}{"Version", -66}Object");

    public void Write(OssAddress address, ListedVersion version)
    {
        var entry = version as VersionEntry;
        _ = entry is null ? _markers++ : _objects++;
        _bytes += entry?.Size ?? 0;
        var size = entry is null ? "deleted" : $"{entry.Size}";
        var latest = version.IsLatest ? "latest" : "";
        var (name, id) = (Printable.Of(address.ToString()), Printable.Of(version.VersionId));
        WriteRow($"{id} {name}", $"{_time.Write(version.LastModified), -28}{size, 15}  {latest, -8}{id, -66}{name}");
    }

    public void WriteVersionTotal() =>
        WriteLong(
            $"{Amounts.Count(_objects, "version")}, {Amounts.Bytes(_bytes)}, {Amounts.Count(_markers, "delete marker")}"
        );

    public void BeginUploads() => Begin($"{"Begun", -28}{"Upload", -34}Object");

    public void Write(OssAddress address, UploadEntry upload)
    {
        _uploads++;
        var (name, id) = (Printable.Of(address.ToString()), Printable.Of(upload.UploadId));
        WriteRow($"{id} {name}", $"{_time.Write(upload.Initiated), -28}{id, -34}{name}");
    }

    public void WriteUploadTotal() => WriteLong(Amounts.Count(_uploads, "upload"));

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
