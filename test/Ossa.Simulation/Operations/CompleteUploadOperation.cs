using Ossa.Engine.Multipart;
using Ossa.Protocol.Access;
using Ossa.Protocol.Checksums;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Makes an object of an upload: of the parts that a listing showed, of some of them, of all there are, or wrongly.</summary>
internal sealed class CompleteUploadOperation : OperationKind
{
    private static readonly OssError[] Refusals =
    [
        OssErrors.InvalidPart,
        OssErrors.InvalidPartOrder,
        OssErrors.PartTooSmall,
    ];

    public override int Weight => 8;

    public override async Task RunAsync(Client client)
    {
        if (client.PickUpload() is { } upload && await ListPartsOperation.ReadAsync(client, upload) is { } parts)
        {
            var named = client.Dice.OneIn(3) || parts.Count == 0 ? null : Choose(client, parts);
            await CompleteAsync(client, upload, named, parts);
        }
    }

    private static List<CompletedPart> Choose(Client client, IReadOnlyList<PartRecord> parts)
    {
        var named = parts.Select(part => new CompletedPart(part.Number, part.ETag)).ToList();
        switch (client.Dice.Below(8))
        {
            case 0:
                named.RemoveAt(client.Dice.Below(named.Count));
                return named.Count == 0 ? [new CompletedPart(9, "none")] : named;
            case 1:
                named.Reverse();
                return named;
            case 2:
                named[0] = named[0] with { ETag = "none" };
                return named;
            default:
                return named;
        }
    }

    private static Task CompleteAsync(
        Client client,
        BegunUpload upload,
        IReadOnlyList<CompletedPart>? named,
        IReadOnlyList<PartRecord> listed
    )
    {
        var numbers = named?.Select(part => part.PartNumber).ToArray();
        return client.AttemptAsync(
            () =>
                [
                    (upload.Target, new AnyStep(Unanswered(client, upload, numbers, listed))),
                    (upload.Place, new CompleteStep(numbers, null, null)),
                ],
            async invokedAt =>
            {
                if (await client.FindBucketAsync(upload.Target.Bucket) is not { } bucket)
                {
                    return;
                }

                try
                {
                    var record = await client.Engine.Uploads.CompleteAsync(
                        bucket,
                        upload.Record!,
                        named,
                        CancellationToken.None
                    );
                    if (record is null)
                    {
                        client.NoteWrite(invokedAt, null, (upload.Place, new ReadStep(null)));
                        return;
                    }

                    client.World.ContentOf(upload.Target, record);
                    client.NoteWrite(
                        invokedAt,
                        record,
                        (upload.Target, new WriteStep(ObjectState.Of(record)!, record.Version.ToString())),
                        (upload.Place, new CompleteStep(numbers, record.Size, record.Crc64))
                    );
                }
                catch (OssException refused) when (Refusals.Contains(refused.Error))
                {
                    client.NoteWrite(invokedAt, null, (upload.Place, new ExistsStep()));
                }
            }
        );
    }

    /// <summary>All that may have been written: with no parts named, whatever was put there by then.</summary>
    private static List<KeyStep> Unanswered(
        Client client,
        BegunUpload upload,
        int[]? numbers,
        IReadOnlyList<PartRecord> listed
    )
    {
        var written = numbers is null
            ? client
                .World.Bodies.Compositions(upload.Version)
                .Select(Content.Concat)
                .Select(whole => ObjectState.Written(upload.Version, whole))
            : [Whole(upload, listed.Where(part => numbers.Contains(part.Number)))];
        return [.. written.Select(whole => client.World.Unanswered(id => new WriteStep(whole, id)))];
    }

    private static ObjectState Whole(BegunUpload upload, IEnumerable<PartRecord> parts) =>
        parts.Aggregate(
            new ObjectState(upload.Version, 0, Crc64.Empty, CannedAcl.Default),
            (whole, part) =>
                whole with
                {
                    Size = whole.Size + part.Size,
                    Crc64 = Crc64.Combine(whole.Crc64, part.Crc64, part.Size),
                }
        );
}
