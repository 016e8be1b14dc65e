using System.Buffers;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Links;
using Ossa.Engine.Listing;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Links;
using Ossa.Server.Operations.Objects;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Traffic;
using Ossa.Server.Writing;

namespace Ossa.Server.Sharing;

/// <summary>
/// Sends a shared folder as one archive while it is made: stored, not compressed, so that it costs a buffer of memory and a line for each file.
/// Each file is admitted to as it would be alone; what cannot be given out is named in a file of the archive. It counts as one download.
/// </summary>
internal sealed class FolderZip
{
    /// <summary>The most files and folders of one archive, since its table of contents is kept until the end.</summary>
    public const int MaxEntries = 50_000;

    /// <summary>The most archives under way at one time: each keeps its table for as long as its reader takes.</summary>
    public const int MostAtOnce = 8;

    private const int BufferBytes = 256 * 1024;
    private const string LeftOutName = "_not included.txt";

    private static readonly GetObject Get = new();
    private static readonly DateTimeOffset OldestTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset NewestTime = new(2107, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly OssContext _context;
    private readonly Link _link;
    private readonly string _prefix;
    private readonly ZipNames _names = new();
    private readonly StringBuilder _leftOut = new();
    private readonly TrafficPace? _pace;
    private long _left;

    private FolderZip(OssContext context, Link link, string prefix)
    {
        _context = context;
        _link = link;
        _prefix = prefix;
        _pace = TrafficLimit.Read(context);
    }

    /// <summary>Answers with the archive of a folder that the request has been admitted to list.</summary>
    public static Task AnswerAsync(OssContext context, Link link, string prefix) =>
        new FolderZip(context, link, prefix).AnswerAsync();

    private async Task AnswerAsync()
    {
        // 1. How much it is, so that it can be counted before its first byte.
        _left = await MeasureAsync();
        await using var use = await LinkUse.BeginAsync(_context, _left, new ByteRange(0, _left), isRange: false);

        // 2. What it is.
        var response = _context.Http.Response;
        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = WireText.FromText(
            ContentDisposition.OfDownload(DisplayName.OfKey(_prefix) + ".zip")
        );
        OriginHeaders.Write(_context);

        // 3. The files, one after the other.
        try
        {
            await SendAsync();
        }
        catch
        {
            // The end of the archive must not make a part look whole.
            _context.Http.Abort();
            throw;
        }
    }

    private async ValueTask<long> MeasureAsync()
    {
        var bytes = 0L;
        var count = new EntryCount();
        await foreach (var file in FolderListing.FilesAsync(_context, _prefix, _context.Aborted))
        {
            bytes += await SizeAsync(file);
            if (!count.TryAdd(file.Key[_prefix.Length..]))
            {
                throw new OssException(LinkErrors.FolderTooLarge);
            }
        }

        return bytes;
    }

    /// <summary>The bytes of a file, or of what a symbolic link in the folder leads to.</summary>
    private async ValueTask<long> SizeAsync(ListedObject file)
    {
        if (file.Record.Type != ObjectType.Symlink)
        {
            return file.Record.Size;
        }

        var target = _link.Covers(file.Record.SymlinkTarget)
            ? await _context.Engine.Objects.FindAsync(
                _context.Bucket,
                file.Record.SymlinkTarget,
                version: null,
                _context.Aborted
            )
            : null;
        return target?.Size ?? 0;
    }

    private async Task SendAsync()
    {
        await using var output = new ArchiveOutput(_context);
        await SendAsync(output);
        await output.FlushAsync(_context.Aborted);
    }

    private async Task SendAsync(ArchiveOutput output)
    {
        await using var archive = await ZipArchive.CreateAsync(
            output,
            ZipArchiveMode.Create,
            leaveOpen: true,
            entryNameEncoding: null,
            _context.Aborted
        );
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var count = new EntryCount();
        try
        {
            await foreach (var file in FolderListing.FilesAsync(_context, _prefix, _context.Aborted))
            {
                // It may have grown since it was measured.
                if (!count.TryAdd(file.Key[_prefix.Length..]))
                {
                    throw new OssException(LinkErrors.FolderTooLarge);
                }

                await AddAsync(archive, file, buffer);
            }

            await AddLeftOutAsync(archive);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task AddAsync(ZipArchive archive, ListedObject file, byte[] buffer)
    {
        await _context.CloseObjectAsync();
        if (!await TryOpenAsync(file.Key) || _context.Record.Size > _left)
        {
            _leftOut.Append(file.Key[_prefix.Length..]).Append('\n');
            return;
        }

        var record = _context.Record;
        var entry = Entry(archive, file.Key[_prefix.Length..], record.LastModified);
        await using var content = await entry.OpenAsync(_context.Aborted);
        var most = Math.Min(buffer.Length, _pace?.RunBytes ?? int.MaxValue);
        for (var offset = 0L; offset < record.Size; )
        {
            var wanted = buffer.AsMemory(0, (int)Math.Min(most, record.Size - offset));
            var count = await _context.Body.ReadAsync(offset, wanted, _context.Aborted);
            if (count == 0)
            {
                throw new InvalidDataException("A body ended before its length.");
            }

            await (_pace?.PayAsync(count, _context.Aborted) ?? ValueTask.CompletedTask);
            await content.WriteAsync(wanted[..count], _context.Aborted);
            offset += count;
            _left -= count;
        }
    }

    /// <summary>Opens a file, or says that it is not given out: it went meanwhile, is frozen, or may not be read.</summary>
    private async ValueTask<bool> TryOpenAsync(string key)
    {
        _context.Target = new RequestTarget(_link.Bucket, key, []);
        try
        {
            await Admission.AdmitAsync(_context, Get);
            return ArchiveState.IsReadable(_context, _context.Record);
        }
        catch (OssException refusal) when (refusal.Error.Status is >= 400 and < 500)
        {
            // What ends the link itself ends the archive too.
            _link.RequireActive(_context.Now);
            return false;
        }
    }

    private async Task AddLeftOutAsync(ZipArchive archive)
    {
        if (_leftOut.Length > 0)
        {
            await using var content = await Entry(archive, LeftOutName, _context.Now).OpenAsync(_context.Aborted);
            await content.WriteAsync(Encoding.UTF8.GetBytes(_leftOut.ToString()), _context.Aborted);
        }
    }

    private ZipArchiveEntry Entry(ZipArchive archive, string relativeKey, DateTimeOffset time)
    {
        var entry = archive.CreateEntry(_names.For(relativeKey), CompressionLevel.NoCompression);
        entry.LastWriteTime =
            time < OldestTime ? OldestTime
            : time > NewestTime ? NewestTime
            : time;
        return entry;
    }
}
