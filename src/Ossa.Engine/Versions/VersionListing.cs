using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Listing;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Versions;

/// <summary>
/// Lists versions. A key has rows for all of its versions from its first change after versions came to be kept; an object from before
/// that has its ordinary record only, so two ranges are walked side by side.
/// </summary>
public sealed class VersionListing
{
    private readonly IMetadataStore _metadata;

    internal VersionListing(IMetadataStore metadata) => _metadata = metadata;

    /// <summary>One page.</summary>
    public async ValueTask<VersionPage> ListAsync(
        Bucket bucket,
        VersionQuery query,
        CancellationToken cancellationToken
    )
    {
        var page = new PageBuilder<ListedVersion>(query.Prefix, query.Delimiter, query.AfterKey, query.Limit);
        var partition = new BucketPartition(_metadata, bucket);
        var start = await VersionStart.FindAsync(partition, query, cancellationToken);
        var source = new VersionSource(partition, start, cancellationToken);
        string? lastKey = null;
        VersionId? lastVersion = null;
        while (!page.IsEmptyByRequest && await source.NextAsync() is { } entry)
        {
            var commonPrefix = page.CommonPrefixOf(entry.Key);
            if (!commonPrefix.IsEmpty)
            {
                source.SkipTo(KeyRange.After(commonPrefix));
                if (!page.TryAddPrefix(commonPrefix, ref lastKey))
                {
                    return Page(lastKey, lastVersion);
                }

                lastVersion = null;
                continue;
            }

            var key = Encoding.UTF8.GetString(entry.Key);
            if (!page.TryAdd(new ListedVersion(key, entry.Record, entry.IsLatest)))
            {
                return Page(lastKey, lastVersion);
            }

            (lastKey, lastVersion) = (key, entry.Record.Version);
        }
        return Page(null, null);

        VersionPage Page(string? nextKey, VersionId? nextVersion) =>
            new(page.Entries, page.CommonPrefixes, nextKey, nextVersion);
    }
}
