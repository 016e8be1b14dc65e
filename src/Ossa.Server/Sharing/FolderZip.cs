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
using Ossa.Server.Zip;

namespace Ossa.Server.Sharing;

/// <summary>
/// Sends a shared folder as one archive while it is made: stored, not compressed, so that it costs little more than a buffer, however large it is.
/// Each file is admitted to as it would be alone; what cannot be given out is named in a file of the archive. It counts as one download.
/// </summary>
internal sealed class FolderZip
{
    /// <summary>The most archives under way at one time: each keeps its directory in a file for as long as its reader takes.</summary>
    public const int MostAtOnce = 8;

    /// <summary>The most of them by one link, so that no link takes all there are.</summary>
    public const int MostOfOneLink = MostAtOnce / 2;

    /// <summary>The name by which it is logged and counted.</summary>
    private const string Operation = "DownloadFolder";

    private const string LeftOutName = "_not included.txt";

    private static readonly GetObject Get = new();

    private readonly OssContext _context;
    private readonly Link _link;
    private readonly string _prefix;
    private readonly ZipNames _names = new();
    private readonly ArchiveBound _bound = new();
    private readonly LeftOutFiles _leftOut = new();
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
        _context.Operation = Operation;
        var response = _context.Http.Response;
        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = WireText.FromText(
            ContentDisposition.OfDownload(DisplayName.OfFolder(_link.Bucket, _prefix) + ".zip")
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
        finally
        {
            // Logs tell the folder, not whichever file was the last one.
            _context.Target = new RequestTarget(_link.Bucket, _prefix.Length == 0 ? null : _prefix, []);
        }
    }

    private async ValueTask<long> MeasureAsync()
    {
        var bytes = 0L;
        var names = new ZipNames();
        var bound = new ArchiveBound();
        await foreach (var file in FolderListing.FilesAsync(_context, _prefix, _context.Aborted))
        {
            bytes += await SizeAsync(file);
            bound.Count(names.For(file.Key[_prefix.Length..]), names.Bytes);
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
        await using var archive = new ZipWriter(output);
        await foreach (var file in FolderListing.FilesAsync(_context, _prefix, _context.Aborted))
        {
            await AddAsync(archive, file);
        }

        await AddLeftOutAsync(archive);
        await archive.CompleteAsync(_context.Aborted);
    }

    private async Task AddAsync(ZipWriter archive, ListedObject file)
    {
        await _context.CloseObjectAsync();
        var relativeKey = file.Key[_prefix.Length..];
        if (!await TryOpenAsync(file.Key) || _context.Record.Size > _left)
        {
            _leftOut.Add(relativeKey);
            return;
        }

        // There may be more than when it was measured.
        var name = _names.For(relativeKey);
        _bound.Count(name, _names.Bytes);
        var record = _context.Record;
        var offset = 0L;
        await archive.AddAsync(
            name,
            record.LastModified,
            record.Size,
            async (buffer, cancellationToken) =>
            {
                var count = await ReadAsync(offset, buffer, cancellationToken);
                offset += count;
                return count;
            },
            _context.Aborted
        );
        _left -= record.Size;
    }

    private async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var run = _pace is { } held && buffer.Length > held.RunBytes ? buffer[..held.RunBytes] : buffer;
        var count = await _context.Body.ReadAsync(offset, run, cancellationToken);
        await (_pace?.PayAsync(count, cancellationToken) ?? ValueTask.CompletedTask);
        return count;
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

    private async Task AddLeftOutAsync(ZipWriter archive)
    {
        if (!_leftOut.IsEmpty)
        {
            var names = new MemoryStream(Encoding.UTF8.GetBytes(_leftOut.ToString()));
            await archive.AddAsync(
                _names.For(LeftOutName),
                _context.Now,
                names.Length,
                names.ReadAsync,
                _context.Aborted
            );
        }
    }
}
