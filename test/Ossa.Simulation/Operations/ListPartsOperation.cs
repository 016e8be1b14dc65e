using Ossa.Engine.Buckets;
using Ossa.Engine.Multipart;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>Lists the parts of an upload.</summary>
internal sealed class ListPartsOperation : OperationKind
{
    private const int AllParts = 100;

    public override int Weight => 4;

    public override Task RunAsync(Client client) =>
        client.PickUpload() is { } upload ? ReadAsync(client, upload) : Task.CompletedTask;

    /// <summary>The parts that there were, or null.</summary>
    public static async Task<IReadOnlyList<PartRecord>?> ReadAsync(Client client, BegunUpload upload)
    {
        IReadOnlyList<PartRecord>? parts = null;
        await client.AttemptAsync(
            upload.Place,
            null,
            async bucket =>
            {
                parts = await ReadAsync(client, bucket, upload.Record!);
                return parts is null ? new ReadStep(null) : ReadPartsStep.Of(parts);
            }
        );
        return parts;
    }

    /// <summary>The parts while the upload goes on: the rows of one that has ended go away one by one.</summary>
    private static async Task<IReadOnlyList<PartRecord>?> ReadAsync(Client client, Bucket bucket, UploadRecord upload)
    {
        var uploads = client.Engine.Uploads;
        var page = await uploads.ListPartsAsync(bucket, upload, 0, AllParts, CancellationToken.None);
        var found = await uploads.FindAsync(bucket, upload.Key, upload.Id, CancellationToken.None);
        return found is null ? null : page.Parts;
    }
}
