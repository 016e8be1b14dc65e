using System.Runtime.CompilerServices;
using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Multipart;
using Ossa.Engine.Versions;
using Ossa.Protocol.Documents;
using Ossa.Storage;

namespace Ossa.Engine.Lifecycle;

/// <summary>Goes over all of a bucket that lifecycle rules may apply to, a page in memory at a time.</summary>
internal sealed class LifecycleWalk(IMetadataStore metadata, UploadListing uploads, Bucket bucket)
{
    private const int PageUploads = 500;

    /// <summary>Every version under the prefixes of rules that act on objects.</summary>
    public async IAsyncEnumerable<LifecycleFacts> VersionsAsync(
        IReadOnlyList<LifecycleRule> rules,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var partition = new BucketPartition(metadata, bucket);
        foreach (var prefix in Prefixes(rules.Where(ActsOnObjects)))
        {
            var bytes = Encoding.UTF8.GetBytes(prefix);
            var source = new VersionSource(partition, new VersionStart(bytes, bytes, null), cancellationToken);
            DateTimeOffset? replacedAt = null;
            // One more is read before a version is judged, which says whether it is alone.
            for (var version = await source.NextAsync(); version is not null; )
            {
                var next = await source.NextAsync();
                var isNextOlder = next is not null && next.Key.AsSpan().SequenceEqual(version.Key);
                yield return new LifecycleFacts(
                    Encoding.UTF8.GetString(version.Key),
                    version.Record,
                    version.IsLatest,
                    version.IsLatest && !isNextOlder,
                    version.IsLatest ? null : replacedAt
                );
                replacedAt = version.Record.LastModified;
                version = next;
            }
        }
    }

    /// <summary>Every unfinished upload under the prefixes of rules that abort uploads.</summary>
    public async IAsyncEnumerable<UploadRecord> UploadsAsync(
        IReadOnlyList<LifecycleRule> rules,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var prefix in Prefixes(rules.Where(rule => rule.AbortMultipartUpload is not null)))
        {
            var query = new UploadQuery(prefix, "", "", null, PageUploads);
            for (var more = true; more; )
            {
                var page = await uploads.ListAsync(bucket, query, cancellationToken);
                foreach (var upload in page.Uploads)
                {
                    yield return upload;
                }

                more = page.NextKey is not null;
                query = query with { AfterKey = page.NextKey ?? "", AfterUpload = page.NextUpload?.Id };
            }
        }
    }

    /// <summary>The prefixes of rules that count, without those that lie within another one.</summary>
    internal static IReadOnlyList<string> Prefixes(IEnumerable<LifecycleRule> rules)
    {
        List<string> outermost = [];
        foreach (
            var prefix in rules.Where(rule => rule.IsEnabled).Select(rule => rule.Prefix).Order(StringComparer.Ordinal)
        )
        {
            if (outermost.Count == 0 || !prefix.StartsWith(outermost[^1], StringComparison.Ordinal))
            {
                outermost.Add(prefix);
            }
        }

        return outermost;
    }

    private static bool ActsOnObjects(LifecycleRule rule) =>
        rule.Expiration is not null
        || rule.NoncurrentExpirationDays is not null
        || rule.Transitions.Count > 0
        || rule.NoncurrentTransitions.Count > 0;
}
