using System.Text.Json;
using Ossa.Simulation.Histories;
using Ossa.Simulation.Model;
using Ossa.Simulation.Running;
using Ossa.Storage;

namespace Ossa.Simulation.Crashes.Workload;

/// <summary>What the clients of a workload asked and were answered, by moments that are marked in the record too.</summary>
/// <param name="Events">What they asked and were answered.</param>
/// <param name="Bodies">The bodies that they wrote.</param>
/// <param name="Uploads">The uploads that they began.</param>
/// <param name="Partitions">The partitions that were written to.</param>
internal sealed record WorkloadReport(
    IReadOnlyList<KeyEvent> Events,
    KnownBodies Bodies,
    IReadOnlyList<WorkloadReport.Upload> Uploads,
    IReadOnlyList<string> Partitions
)
{
    public static WorkloadReport Of(World world) =>
        new(
            world.History.Events,
            world.Bodies.Known(),
            [.. world.Uploads.Select(upload => new Upload(upload.Target, upload.Version)).Distinct()],
            [.. world.Partitions.Keys.Select(partition => partition.Name)]
        );

    /// <summary>Tells another world of it, all but the events.</summary>
    public void TellTo(World world)
    {
        world.Bodies.Add(Bodies);
        foreach (var (target, version) in Uploads)
        {
            world.Uploads.Enqueue(new BegunUpload(target, version, null));
        }

        foreach (var partition in Partitions)
        {
            world.Partitions[new PartitionId(partition)] = true;
        }
    }

    public void Write(string path) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this));

    public static WorkloadReport Read(string path) =>
        JsonSerializer.Deserialize<WorkloadReport>(File.ReadAllBytes(path))
        ?? throw new InvalidDataException($"{path} holds no report.");

    internal sealed record Upload(Place Target, long Version);
}
