using Ossa.Engine.Buckets;
using Ossa.Engine.Listing;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Operations;
using Ossa.Simulation.Randomness;
using Ossa.Storage;

namespace Ossa.Simulation.Running;

/// <summary>
/// Looks at everything while nothing else runs: each version and each upload is read and noted, the listings agree with each other, the counters with
/// the listings, and what is in the store with what the records name.
/// </summary>
internal sealed class Audit(World world, IReadOnlySet<BlobId>? damaged = null)
{
    private const int WholeBucket = 1_000;

    private readonly Client _client = new(world, "audit", new Dice(1));
    private readonly Inventory _inventory = new(world.Storage);

    public async Task RunAsync()
    {
        await world.Engine.Collector.CollectAllAsync(CancellationToken.None);
        foreach (var name in new[] { KeySpace.Stable, KeySpace.Fragile })
        {
            if (await _client.FindBucketAsync(name) is { } bucket)
            {
                await CheckAsync(bucket);
            }
            else
            {
                NoteAbsent(name);
            }
        }

        await _inventory.CheckAsync([.. world.Partitions.Keys], damaged ?? new HashSet<BlobId>());
    }

    private void NoteAbsent(string bucket)
    {
        foreach (var key in KeySpace.KeysOf(bucket))
        {
            Note(new Place(bucket, key), new ReadVersionsStep([]));
        }

        foreach (var upload in UploadsOf(bucket))
        {
            Note(upload.Place, new ReadVersionsStep([]));
        }
    }

    private async Task CheckAsync(Bucket bucket)
    {
        // A bucket that never kept versions says the same as one that is not there.
        Note(
            Place.Versioning(bucket.Name),
            bucket.Versioning == VersioningState.Never
                ? new ReadStep(null)
                : new ReadStep(ObjectState.Bucket with { Version = (long)bucket.Versioning })
        );
        var versions = await ListedVersions.ReadAsync(_client, bucket);
        foreach (var version in versions.Where(version => !version.Record.IsDeleteMarker))
        {
            var body = await _inventory.AddAsync(bucket.Partition, version.Record.Body);
            await CheckAsync(bucket, version, body);
        }

        await CheckListingAsync(bucket, versions);
        await CheckStatisticsAsync(bucket, versions, await CheckUploadsAsync(bucket));
        await _inventory.CheckRowsAsync(bucket);
    }

    private async Task CheckAsync(Bucket bucket, ListedVersion listed, IReadOnlyCollection<BlobId> blobs)
    {
        var place = new Place(bucket.Name, listed.Key);
        var isDamaged = damaged is not null && blobs.Any(damaged.Contains);
        try
        {
            await using var opened = await world.Engine.Objects.OpenAsync(
                bucket,
                listed.Key,
                listed.Record.Version,
                CancellationToken.None
            );
            Require(
                ObjectState.Of(opened?.Record) == ObjectState.Of(listed.Record),
                $"{place} is listed as {listed.Record} but read as {opened?.Record}."
            );
            var content = world.ContentOf(place, opened!.Record);
            await Bodies.CheckAsync(opened, content, 0, content.Length, _client.Dice);
        }
        catch (DamagedBlobException) when (isDamaged)
        {
            world.CountFailure();
            isDamaged = false;
        }

        Require(!isDamaged, $"{place} was read though a blob of it is damaged.");
    }

    private async Task CheckListingAsync(Bucket bucket, IReadOnlyList<ListedVersion> versions)
    {
        var query = new ListQuery("", "", "", WholeBucket);
        var page = await world.Engine.Listing.ListAsync(bucket, query, CancellationToken.None);
        var current = versions.Where(version => version is { IsLatest: true, Record.IsDeleteMarker: false });
        Require(
            page.Objects.Select(entry => (entry.Key, ObjectState.Of(entry.Record), entry.Record.Version))
                .SequenceEqual(
                    current.Select(entry => (entry.Key, ObjectState.Of(entry.Record), entry.Record.Version))
                ),
            $"Of {bucket.Name} the listing of objects and that of versions do not agree."
        );
    }

    private async Task<IReadOnlyList<PartRecord>> CheckUploadsAsync(Bucket bucket)
    {
        var query = new UploadQuery("", "", "", null, WholeBucket);
        var page = await world.Engine.UploadListing.ListAsync(bucket, query, CancellationToken.None);
        var all = new List<PartRecord>();
        var begun = UploadsOf(bucket.Name).ToDictionary(upload => upload.Version);
        foreach (var record in page.Uploads)
        {
            var version = ObjectState.VersionOf(record.Wanted.Metadata);
            Require(begun.Remove(version, out var upload), $"{bucket.Name} has an upload that nobody began.");
            var uploads = world.Engine.Uploads;
            var parts = await uploads.ListPartsAsync(bucket, record, 0, WholeBucket, CancellationToken.None);
            Note(upload!.Place, ReadPartsStep.Of(parts.Parts));
            foreach (var part in parts.Parts)
            {
                await _inventory.AddAsync(bucket.Partition, part.Body);
            }

            _inventory.AddUpload(bucket.Partition, record.Id);
            all.AddRange(parts.Parts);
            // Clients that come later may go on with it.
            world.Uploads.Enqueue(upload with { Record = record });
        }

        foreach (var ended in begun.Values)
        {
            Note(ended.Place, new ReadVersionsStep([]));
        }

        var statistics = await world.Engine.Statistics.ReadAsync(bucket, CancellationToken.None);
        Require(statistics.Uploads == page.Uploads.Count, $"{statistics.Uploads} uploads, not {page.Uploads.Count}.");
        return all;
    }

    private async Task CheckStatisticsAsync(
        Bucket bucket,
        IReadOnlyList<ListedVersion> versions,
        IReadOnlyList<PartRecord> parts
    )
    {
        var counted = await world.Engine.Statistics.ReadAsync(bucket, CancellationToken.None);
        var objects = versions.Where(version => !version.Record.IsDeleteMarker).ToList();
        Check("objects", counted.Objects, objects.Count);
        Check("bytes", counted.Bytes, objects.Sum(version => version.Record.Size));
        Check("delete markers", counted.DeleteMarkers, versions.Count - objects.Count);
        Check("parts", counted.Parts, parts.Count);
        Check("bytes of parts", counted.PartBytes, parts.Sum(part => part.Size));
        Check("objects of its class", counted.Classes[StorageClasses.Standard].Objects, objects.Count);

        void Check(string what, long stored, long expected) =>
            Require(stored == expected, $"{bucket.Name} counts {stored} {what}, not {expected}.");
    }

    private IEnumerable<BegunUpload> UploadsOf(string bucket) =>
        world.Uploads.Where(upload => upload.Target.Bucket == bucket).DistinctBy(upload => upload.Version);

    private void Note(Place place, KeyStep step) =>
        world.History.Answered(place, _client.Name, world.History.Now(), step);

    private static void Require(bool rule, string otherwise)
    {
        if (!rule)
        {
            throw new WrongAnswerException(otherwise);
        }
    }
}
