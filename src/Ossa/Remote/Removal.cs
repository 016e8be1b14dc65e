using System.Xml;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Protocol.Documents;

namespace Ossa.Remote;

/// <summary>Something to be deleted: one thing, or many page after page of their listing.</summary>
internal sealed class Removal
{
    private readonly OssAddress _target;
    private readonly RemovalKind _kind;
    private readonly bool _isRecursive;
    private readonly string? _version;

    /// <param name="target">The object, or what keys begin with.</param>
    /// <param name="kind">What of it is deleted.</param>
    /// <param name="isRecursive">Whether it is about all keys that begin so, rather than about this key alone.</param>
    /// <param name="version">The version, where it is about one.</param>
    /// <exception cref="UsageException">There is no key, or a version of many.</exception>
    public Removal(OssAddress target, RemovalKind kind, bool isRecursive, string? version = null)
    {
        if (!isRecursive)
        {
            target.RequireKey();
        }
        else if (kind == RemovalKind.OneVersion)
        {
            throw new UsageException(
                "--version-id names a version of one object, so --recursive has no place beside it."
            );
        }

        (_target, _kind, _isRecursive, _version) = (target, kind, isRecursive, version);
    }

    /// <summary>Whether there may be several, so that their number is worth telling.</summary>
    public bool IsMany => _isRecursive || _kind is RemovalKind.Versions or RemovalKind.Uploads;

    /// <summary>What one of them is called.</summary>
    public string Noun =>
        _kind switch
        {
            RemovalKind.Uploads => "upload",
            RemovalKind.Objects => "object",
            _ => "version",
        };

    /// <summary>What to ask before.</summary>
    public string Question
    {
        get
        {
            var name = Printable.Of(_target.ToString());
            var what = _kind switch
            {
                RemovalKind.Objects => "objects",
                RemovalKind.Uploads => "unfinished uploads",
                _ => "VERSIONS",
            };
            return (_kind, _isRecursive, _target.Key.Length) switch
            {
                (RemovalKind.OneVersion, _, _) => $"Delete the version {Printable.Of(_version!)} of {name}?",
                (RemovalKind.Objects, false, _) => $"Delete {name}?",
                (_, false, _) => $"Delete all {what} of {name}?",
                (_, _, 0) => $"Delete ALL {what} of the bucket {_target.Bucket}?",
                _ => $"Delete all {what} that begin with {name}?",
            };
        }
    }

    /// <summary>Deletes, and says how many there were.</summary>
    public Task<long> RunAsync(OssClient client, CancellationToken cancellationToken) =>
        (_kind, _isRecursive) switch
        {
            (RemovalKind.Uploads, _) => AbortAsync(client, cancellationToken),
            (RemovalKind.Versions, _) => RemoveVersionsAsync(client, cancellationToken),
            (_, true) => RemoveObjectsAsync(client, cancellationToken),
            _ => RemoveOneAsync(client, cancellationToken),
        };

    private async Task<long> RemoveOneAsync(OssClient client, CancellationToken cancellationToken)
    {
        await client.DeleteObjectAsync(_target.Bucket, _target.Key, _version, cancellationToken);
        return 1;
    }

    private async Task<long> RemoveObjectsAsync(OssClient client, CancellationToken cancellationToken)
    {
        long removed = 0;
        var options = new ListObjectsOptions { Prefix = _target.Key };
        await foreach (var page in client.ListObjectPagesAsync(_target.Bucket, options, cancellationToken))
        {
            var objects = page.Contents.Select(entry => new ObjectIdentifier(entry.Key)).ToList();
            removed += await RemoveAsync(client, objects, cancellationToken);
        }
        return removed;
    }

    private async Task<long> RemoveVersionsAsync(OssClient client, CancellationToken cancellationToken)
    {
        long removed = 0;
        var options = new ListObjectVersionsOptions { Prefix = _target.Key };
        var page = new List<ObjectIdentifier>();
        await foreach (var entry in client.ListObjectVersionsAsync(_target.Bucket, options, cancellationToken))
        {
            if (!Concerns(entry.Key))
            {
                // Of the keys that begin so, the one that is just so comes first.
                break;
            }

            page.Add(new ObjectIdentifier(entry.Key, entry.VersionId));
            if (page.Count == DeleteRequest.MaxObjects)
            {
                removed += await RemoveAsync(client, page, cancellationToken);
                page.Clear();
            }
        }

        return removed + await RemoveAsync(client, page, cancellationToken);
    }

    private async Task<long> AbortAsync(OssClient client, CancellationToken cancellationToken)
    {
        long aborted = 0;
        var options = new ListMultipartUploadsOptions { Prefix = _target.Key };
        await foreach (var upload in client.ListMultipartUploadsAsync(_target.Bucket, options, cancellationToken))
        {
            if (!Concerns(upload.Key))
            {
                break;
            }

            aborted += await AbortAsync(client, upload, cancellationToken) ? 1 : 0;
        }
        return aborted;
    }

    private async Task<bool> AbortAsync(OssClient client, UploadEntry upload, CancellationToken cancellationToken)
    {
        try
        {
            await client.AbortMultipartUploadAsync(_target.Bucket, upload.Key, upload.UploadId, cancellationToken);
            return true;
        }
        catch (OssServiceException gone) when (gone.Code == "NoSuchUpload")
        {
            // It was completed or aborted since it was listed.
            return false;
        }
    }

    private bool Concerns(string key) => _isRecursive || key == _target.Key;

    private async Task<long> RemoveAsync(
        OssClient client,
        List<ObjectIdentifier> objects,
        CancellationToken cancellationToken
    )
    {
        var found = objects.ToLookup(one => CanStandInXml(one.Key));
        try
        {
            await client.DeleteObjectsAsync(_target.Bucket, found[true], cancellationToken);
        }
        catch (OssDeletionException e)
        {
            throw new CommandException(Printable.Of(e.Message), e);
        }

        foreach (var (key, version) in found[false])
        {
            await client.DeleteObjectAsync(_target.Bucket, key, version, cancellationToken);
        }

        return objects.Count;
    }

    /// <summary>Most control characters have no place in XML, not even escaped, so that such keys cannot be part of a list.</summary>
    private static bool CanStandInXml(string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (i + 1 < key.Length && XmlConvert.IsXmlSurrogatePair(key[i + 1], key[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(key[i]) || key[i] is '\r')
            {
                return false;
            }
        }
        return true;
    }
}
